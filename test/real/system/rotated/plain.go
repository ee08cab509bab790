// Stays, and knows nothing of TLS.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	fmt.Println("up")
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		fmt.Println(lines.Text())
	}
}
