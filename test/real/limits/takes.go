package main

import (
	"runtime"
	"runtime/debug"
)

func main() {
	println(runtime.GOMAXPROCS(0), runtime.NumCPU(), debug.SetMemoryLimit(-1))
}
