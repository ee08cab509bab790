// Runs a command in a root file system that is put together for it alone: in namespaces of its own (mounts, pids,
// network), as a user, all in one process where a shell would start a program for each mount.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// What sandbox.ts asks for.
type plan struct {
	Layers    []string // of the overlay, the uppermost first
	Upper     string   // what is written
	Inner     string   // the directory that overlayfs works in
	At        string   // where the root is mounted
	Binds     [][2]string
	Groups    []string // files of control groups that take the process; the groups are then seen in the root
	ReadOnly  bool
	Script    string   // shell lines after that: further mounts
	Variables []string // that the script sees beside ours
	Umask     string
	Enter     *process // null: in the directory of the root, from outside, as root
	Command   []string
}

// Who runs the command in the root.
type process struct {
	Env       []string
	Directory string
	Uid, Gid  int
	Groups    []int
}

func main() {
	if len(os.Args) == 2 {
		os.Exit(inNamespaces(os.Args[1]))
	}
	fmt.Fprintln(os.Stderr, run(os.Args[2]))
	os.Exit(127)
}

// The child is process 1 of its namespace: whatever it leaves behind ends with it.
func inNamespaces(text string) int {
	var p plan
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 127
	}
	// The child is born into them.
	for _, procs := range p.Groups {
		if err := os.WriteFile(procs, []byte("0"), 0); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 127
		}
	}
	// The signal comes when the thread ends that made the child.
	runtime.LockOSThread()
	child := exec.Command("/proc/self/exe", "in", text)
	child.Stdout, child.Stderr = os.Stdout, os.Stderr
	child.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWNET,
		Pdeathsig:  syscall.SIGKILL,
	}
	err := child.Run()
	if _, ended := err.(*exec.ExitError); err != nil && !ended {
		fmt.Fprintln(os.Stderr, err)
		return 127
	}
	if status := child.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() {
		return 128 + int(status.Signal())
	}
	return child.ProcessState.ExitCode()
}

// Does not come back but with an error.
func run(text string) error {
	var p plan
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		return err
	}
	if err := mountRoot(p); err != nil {
		return err
	}
	if p.Script != "" {
		script := exec.Command("/bin/sh", "-ec", p.Script)
		script.Stdout, script.Stderr = os.Stdout, os.Stderr
		script.Env = append(os.Environ(), p.Variables...)
		if err := script.Run(); err != nil {
			return fmt.Errorf("mounts: %w", err)
		}
	}
	umask, err := strconv.ParseUint(p.Umask, 8, 12)
	if err != nil {
		return err
	}
	syscall.Umask(int(umask))
	if err := os.Chdir(p.At); err != nil {
		return err
	}
	if p.Enter == nil {
		return become(p.Command, append(os.Environ(), p.Variables...))
	}
	if err := enter(p.Enter); err != nil {
		return err
	}
	return become(p.Command, p.Enter.Env)
}

func mountRoot(p plan) error {
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return err
	}
	// Nobody needs what is written here after a crash: no fsync reaches the disk.
	os.RemoveAll(filepath.Join(p.Inner, "work", "incompat"))
	layers := "lowerdir=" + strings.Join(p.Layers, ":") + ",upperdir=" + p.Upper + ",workdir=" + p.Inner
	options := layers + ",volatile,metacopy=on,redirect_dir=on"
	if err := syscall.Mount("overlay", p.At, "overlay", 0, options); err != nil {
		return fmt.Errorf("overlay %s: %w", layers, err)
	}
	if err := syscall.Mount("proc", p.At+"/proc", "proc", 0, ""); err != nil {
		return fmt.Errorf("proc: %w", err)
	}
	for _, bind := range p.Binds {
		if err := syscall.Mount(bind[0], p.At+bind[1], "", syscall.MS_BIND, ""); err != nil {
			return fmt.Errorf("%s: %w", bind[1], err)
		}
	}
	if len(p.Groups) > 0 {
		at := p.At + "/sys/fs/cgroup"
		if err := os.MkdirAll(at, 0o755); err != nil {
			return err
		}
		if err := syscall.Mount("/sys/fs/cgroup", at, "", syscall.MS_BIND|syscall.MS_REC, ""); err != nil {
			return fmt.Errorf("%s: %w", at, err)
		}
	}
	if p.ReadOnly {
		return syscall.Mount("", p.At, "", syscall.MS_REMOUNT|syscall.MS_BIND|syscall.MS_RDONLY, "")
	}
	return nil
}

func enter(p *process) error {
	if err := syscall.Chroot("."); err != nil {
		return err
	}
	if err := syscall.Setgroups(p.Groups); err != nil {
		return err
	}
	if err := syscall.Setgid(p.Gid); err != nil {
		return err
	}
	if err := syscall.Setuid(p.Uid); err != nil {
		return err
	}
	return os.Chdir(p.Directory)
}

func become(command, env []string) error {
	os.Clearenv()
	for _, variable := range env {
		name, value, _ := strings.Cut(variable, "=")
		os.Setenv(name, value)
	}
	program, err := exec.LookPath(command[0])
	if err != nil {
		return err
	}
	return syscall.Exec(program, command, env)
}
