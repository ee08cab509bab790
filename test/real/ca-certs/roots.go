// Prints how many certificates this Go takes into its system pool.
package main

import (
	"crypto/x509"
	"fmt"
)

func main() {
	pool, err := x509.SystemCertPool()
	if err != nil {
		fmt.Println(0)
		return
	}
	fmt.Println(len(pool.Subjects()))
}
