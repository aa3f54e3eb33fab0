package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var markdownLink = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// What the pages refer to in the other documents is there.
func TestLinksOfSourcePages(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join(pagesFolder, "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("pages %v, error %v", pages, err)
	}
	checked := 0
	for _, page := range pages {
		for _, link := range markdownLink.FindAllStringSubmatch(readText(t, page), -1) {
			file, heading, _ := strings.Cut(link[1], "#")
			if strings.Contains(file, "://") {
				continue
			}
			target := page
			if file != "" {
				target = filepath.Join(pagesFolder, file)
			}
			checked++
			if headings := anchorsOf(readText(t, target)); heading != "" && !slices.Contains(headings, heading) {
				t.Errorf("%s: %s has no heading %q", page, target, heading)
			}
		}
	}
	if checked < len(pages) {
		t.Errorf("%d links in %d pages, so this test does not look where they are", checked, len(pages))
	}
}

func readText(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// anchorsOf returns the anchors of a document's headings.
func anchorsOf(text string) (out []string) {
	for line := range strings.Lines(text) {
		if level := strings.TrimLeft(line, "#"); level != line && strings.HasPrefix(level, " ") {
			out = append(out, anchor(strings.TrimSpace(level)))
		}
	}
	return out
}
