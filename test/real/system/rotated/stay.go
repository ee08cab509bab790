// Stays, and at each line that it reads (a port of 127.0.0.1, or "zone") says what a program makes of it that runs since then.
package main

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"os"
	"time"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	fmt.Println("up")
	for lines.Scan() {
		if lines.Text() == "zone" {
			fmt.Println(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Local().Format("-07:00"))
			continue
		}
		conn, err := tls.Dial("tcp", "127.0.0.1:"+lines.Text(), &tls.Config{ServerName: "localhost"})
		if err == nil {
			conn.Close()
			fmt.Println("accepted")
		} else {
			fmt.Println("refused")
		}
	}
}
