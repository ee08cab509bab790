//go:debug x509negativeserial=0

// Says what a Go program sees and may do in a root file system: the answer that a remedy is held against.
package main

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) < 3 {
		return
	}
	if os.Args[1] == "in" { // a directory, a command and its arguments
		fmt.Println(run(os.Args[2], os.Args[3:]))
		os.Exit(127)
	}
	if err := check(os.Args[1], os.Args[2]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// Becomes the command: what a shell is for, where there is none.
func run(directory string, command []string) error {
	if err := os.Chdir(directory); err != nil {
		return err
	}
	os.Setenv("PWD", directory)
	program, err := exec.LookPath(command[0])
	if err != nil {
		return err
	}
	return syscall.Exec(program, command, os.Environ())
}

func check(what, want string) error {
	switch what {
	case "roots": // at least so many
		pool, err := x509.SystemCertPool()
		if err != nil {
			return err
		}
		least, err := strconv.Atoi(want)
		if n := len(pool.Subjects()); err != nil || n < least {
			return fmt.Errorf("%d roots", n)
		}
	case "trusts": // a certificate of that file is verified
		text, err := os.ReadFile(want)
		if err != nil {
			return err
		}
		block, _ := pem.Decode(text)
		leaf, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return err
		}
		_, err = leaf.Verify(x509.VerifyOptions{})
		return err
	case "zone": // this program's local time is that of the zone, now and half a year later
		location, err := time.LoadLocation(want)
		if err != nil {
			return err
		}
		for _, at := range []time.Time{time.Now(), time.Now().AddDate(0, 6, 0)} {
			_, here := at.Local().Zone()
			if _, there := at.In(location).Zone(); here != there {
				return fmt.Errorf("%d s instead of %d s", here, there)
			}
		}
	case "moment": // in a zone whose error nobody looks at
		location, _ := time.LoadLocation(want)
		fmt.Println(time.Now().In(location))
	case "offset": // seconds east of UTC
		if _, here := time.Now().Zone(); strconv.Itoa(here) != want {
			return fmt.Errorf("%d s", here)
		}
	case "read":
		file, err := os.Open(want)
		if err != nil {
			return err
		}
		if _, err := file.Read(make([]byte, 1)); err != nil && err.Error() != "EOF" {
			if info, _ := file.Stat(); info == nil || !info.IsDir() {
				return err
			}
		}
	case "closed": // to everybody but owner and group
		info, err := os.Stat(want)
		if err != nil {
			return err
		}
		if info.Mode()&0o007 != 0 {
			return fmt.Errorf("%v", info.Mode())
		}
	case "write":
		if err := os.MkdirAll(want, 0o755); err != nil {
			return err
		}
		file := filepath.Join(want, ".seer")
		if err := os.WriteFile(file, []byte("x"), 0o644); err != nil {
			return err
		}
		return os.Remove(file)
	case "exec":
		return exec.Command(want).Run()
	default:
		return fmt.Errorf("unknown question %s", what)
	}
	return nil
}
