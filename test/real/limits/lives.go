// Prints GOMAXPROCS, and again when its input ends: what a program takes, and whether it follows what changes.
package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"time"
)

func main() {
	fmt.Println(runtime.GOMAXPROCS(0))
	ended := make(chan bool)
	go func() {
		io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	// The monitor of the runtime, which looks for changes, sleeps where nothing runs.
	for {
		select {
		case <-ended:
			fmt.Println(runtime.GOMAXPROCS(0))
			return
		default:
			for start := time.Now(); time.Since(start) < time.Millisecond; {
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
}
