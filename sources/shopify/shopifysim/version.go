package shopifysim

import (
	"fmt"
	"slices"
	"time"
)

// unstable is the version that is always there and never supported.
const unstable = "unstable"

// versions are the API versions as the list of them tells: the supported ones,
// oldest first, then the release candidate of the next quarter and the unstable one.
func (s *Sim) versions() []apiVersion {
	var all []apiVersion
	for i, handle := range s.options.Versions {
		name := handle
		if i == len(s.options.Versions)-1 {
			name += " (Latest)"
		}
		all = append(all, apiVersion{handle, name, true})
	}
	candidate := quarterAfter(s.options.Versions[len(s.options.Versions)-1])
	return append(all, apiVersion{candidate, candidate + " (Release candidate)", false}, apiVersion{unstable, unstable, false})
}

func quarterAfter(handle string) string {
	released, err := time.Parse("2006-01", handle)
	if err != nil {
		panic(fmt.Sprintf("shopifysim: %q is no API version", handle)) // Options are written by programmers.
	}
	return released.AddDate(0, 3, 0).Format("2006-01")
}

// servedVersion is the version a request is answered in: its own, or for one
// that is no longer supported the oldest that is. A version that does not
// exist yet is not found.
func (s *Sim) servedVersion(path string) (string, bool) {
	match := endpoint.FindStringSubmatch(path)
	if match == nil {
		return "", false
	}
	if slices.ContainsFunc(s.versions(), func(v apiVersion) bool { return v.Handle == match[1] }) {
		return match[1], true
	}
	oldest := s.options.Versions[0]
	return oldest, match[1] < oldest
}
