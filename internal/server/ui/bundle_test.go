package ui_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "../../.."

// notSources are what scripts/pack.mjs leaves out of the hash, too.
var notSources = []string{"node_modules", ".build", "test"}

// sourceHash is SHA-256 over one line per file below web/, "<SHA-256 of the file>  <path>\n", in byte order of the paths.
func sourceHash(web string) (string, error) {
	var names []string
	err := fs.WalkDir(os.DirFS(web), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains(notSources, name):
			return fs.SkipDir
		case entry.Type().IsRegular():
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("walk %s: %w", web, err)
	}
	slices.Sort(names)
	all := sha256.New()
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(web, filepath.FromSlash(name)))
		if err != nil {
			return "", fmt.Errorf("read source: %w", err)
		}
		fmt.Fprintf(all, "%x  %s\n", sha256.Sum256(content), name)
	}
	return hex.EncodeToString(all.Sum(nil)), nil
}

func TestBundleIsBuiltFromTheSources(t *testing.T) {
	built, err := os.ReadFile("dist/BUILD")
	if err != nil {
		t.Fatal(err)
	}
	now, err := sourceHash(filepath.Join(root, "web"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(built)) != now {
		t.Errorf("the sources in web/ have changed since the bundle was built: run web/build.sh and commit internal/server/ui/dist")
	}
}

func TestBundleHasOnlyPackedFiles(t *testing.T) {
	err := fs.WalkDir(os.DirFS("dist"), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && name != "BUILD" && !strings.HasSuffix(name, ".gz") {
			t.Errorf("%s is not packed", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Addresses of other hosts occur in the libraries' messages and licences; what must not occur is loading from one.
func TestBundleLoadsNothingFromElsewhere(t *testing.T) {
	loads := regexp.MustCompile(`(?:import\(|from|importScripts\(|new Worker\(|fetch\(|url\()\s*["'` + "`" + `]?(?:https?:)?//`)
	blobs := regexp.MustCompile(`new Worker\((?:URL\.createObjectURL|["']blob:)`)
	err := filepath.WalkDir("dist", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !regexp.MustCompile(`\.(js|css|html)\.gz$`).MatchString(name) {
			return err
		}
		packed, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		content := unpacked(t, packed)
		for _, pattern := range []*regexp.Regexp{loads, blobs} {
			if at := pattern.FindIndex(content); at != nil {
				t.Errorf("%s loads from elsewhere: %q", name, content[at[0]:min(at[1]+60, len(content))])
			}
		}
		if bytes.Contains(content, []byte("font/woff")) {
			t.Errorf("%s carries a font", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
