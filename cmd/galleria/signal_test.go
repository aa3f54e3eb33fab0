//go:build unix

package main_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/internal/config"
)

// process runs the command as a process of its own, and returns when it says that it is ready.
func process(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Env = append(os.Environ(), asCommand+"=1", "GOMEMLIMIT=512MiB")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(stderr)
	for said.Scan() {
		if strings.Contains(said.Text(), `"msg":"ready"`) {
			if !strings.Contains(said.Text(), `"memoryLimitBytes":536870912`) {
				t.Errorf("GOMEMLIMIT is not in %s", said.Text())
			}
			return cmd
		}
	}
	_ = cmd.Wait()
	t.Fatalf("%q ended before it was ready: %v", args, cmd.ProcessState)
	return nil
}

func TestTerminationIsOrderly(t *testing.T) {
	t.Parallel()
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		cmd := process(t, "serve", "-c", shop(t, ""), "--listen", "127.0.0.1:0")
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("after %v: %v", signal, err)
		}
	}
}

// A server that others reach goes on for a while after the first signal, so
// that they notice. Who is in a hurry asks again.
func TestSecondSignalEndsAtOnce(t *testing.T) {
	t.Parallel()
	_, hash := config.GenerateKey()
	cmd := process(t, "serve", "-c", shop(t, fmt.Sprintf("listen: 0.0.0.0:0\nauth: {keys: [{name: me, hash: %q, roles: [query]}]}", hash)))
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(ended)
	}()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		select {
		case <-ended:
			status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
			if !status.Signaled() || status.Signal() != syscall.SIGINT {
				t.Errorf("it ended in order: %v", cmd.ProcessState)
			}
			return
		case <-again.C:
			_ = cmd.Process.Signal(syscall.SIGINT) // it may be gone
		}
	}
}
