// Resolves its argument as programs of Go do, and says what came of it.
package main

import (
	"context"
	"fmt"
	"net"
	"os"
)

func main() {
	_, err := net.DefaultResolver.LookupHost(context.Background(), os.Args[1])
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("found")
}
