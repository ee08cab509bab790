// Prints how many certificates this Go takes into its system pool; with a file and a name, whether the certificate in
// it is one of that server.
package main

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
)

func verify(path, name string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	block, _ := pem.Decode(text)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return err
	}
	_, err = certificate.Verify(x509.VerifyOptions{DNSName: name})
	return err
}

func main() {
	if len(os.Args) > 2 {
		fmt.Println(verify(os.Args[1], os.Args[2]))
		return
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		fmt.Println(0)
		return
	}
	fmt.Println(len(pool.Subjects()))
}
