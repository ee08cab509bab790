// A service that meets what a report is about, and says of it what every Go program says.
package main

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

var dropped []byte

func main() {
	if len(os.Args) < 3 {
		return
	}
	if err := meet(os.Args[1], os.Args[2]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func meet(what, with string) error {
	switch what {
	case "address": // gives it to the loopback of its network namespace, which is down at first
		return setUp(net.ParseIP(with).To4())
	case "listen": // goes on in the background
		listener, err := net.Listen("tcp", with)
		if err != nil {
			return err
		}
		file, err := listener.(*net.TCPListener).File()
		if err != nil {
			return err
		}
		holder := exec.Command("/proc/self/exe", "hold", "it")
		holder.ExtraFiles = []*os.File{file}
		return holder.Start()
	case "hold":
		time.Sleep(time.Hour)
	case "proxy": // listens in the background, and wants a login of everybody
		listener, err := net.Listen("tcp", with)
		if err != nil {
			return err
		}
		file, err := listener.(*net.TCPListener).File()
		if err != nil {
			return err
		}
		refuser := exec.Command("/proc/self/exe", "refuse", "all")
		refuser.ExtraFiles = []*os.File{file}
		return refuser.Start()
	case "refuse":
		listener, err := net.FileListener(os.NewFile(3, "listener"))
		if err != nil {
			return err
		}
		return http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Proxy-Authenticate", "Basic")
			w.WriteHeader(http.StatusProxyAuthRequired)
		}))
	case "dial":
		_, err := net.Dial("tcp", with)
		return err
	case "get":
		_, err := http.Get(with)
		return err
	case "open": // so many files
		count, err := strconv.Atoi(with)
		for ; err == nil && count > 0; count-- {
			_, err = os.Open("/dev/null")
		}
		return err
	case "keep": // so many MiB
		count, err := strconv.Atoi(with)
		kept := make([][]byte, count)
		for i := range kept {
			kept[i] = bytes.Repeat([]byte{1}, 1<<20)
		}
		runtime.KeepAlive(kept)
		return err
	case "drop": // so many MiB, one after the other: garbage
		count, err := strconv.Atoi(with)
		for i := 0; i < count; i++ {
			dropped = bytes.Repeat([]byte{1}, 1<<20)
		}
		return err
	case "threads": // so many at once
		count, err := strconv.Atoi(with)
		var all sync.WaitGroup
		for i := 0; i < count; i++ {
			all.Add(1)
			go func() {
				runtime.LockOSThread()
				all.Done()
				all.Wait()
			}()
		}
		all.Wait()
		return err
	default:
		return fmt.Errorf("unknown question %s", what)
	}
	return nil
}

// netdevice(7): an alias of lo with that address, and lo itself up.
func setUp(address net.IP) error {
	control, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	var up, alias [40]byte
	copy(up[:], "lo")
	up[16] = syscall.IFF_UP
	copy(alias[:], "lo:1")
	alias[16] = syscall.AF_INET
	copy(alias[20:], address)
	for request, of := range map[uintptr]*[40]byte{syscall.SIOCSIFFLAGS: &up, syscall.SIOCSIFADDR: &alias} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(control), request, uintptr(unsafe.Pointer(of))); errno != 0 {
			return errno
		}
	}
	return nil
}
