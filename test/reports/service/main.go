// A service that meets what a report is about, and says of it what every Go program says.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
	"unsafe"
)

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
