// Prints the local zone as this Go sees it: the location's name, then abbreviation and offset at each
// instant (seconds since 1970) given as an argument.
package main

import (
	"os"
	"strconv"
	"time"
)

func main() {
	out := time.Local.String() + "\n"
	for _, argument := range os.Args[1:] {
		seconds, _ := strconv.ParseInt(argument, 10, 64)
		name, offset := time.Unix(seconds, 0).Zone()
		out += strconv.Itoa(offset) + " " + name + "\n"
	}
	os.Stdout.WriteString(out)
}
