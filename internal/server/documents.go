package server

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/internal/server/docguard"
)

// Documents are documents that a server knows beforehand. They stay, whatever
// else is asked. A nil Documents holds none.
type Documents struct {
	bySum  map[digest]*document
	byName map[string]named
}

// named is what a name stands for: a document, and its operation where the name
// is that of one. Without a document, the name is that of several.
type named struct {
	document  *document
	operation string
}

// documentSuffix is what the names of files with stored documents end in.
const documentSuffix = ".graphql"

// maxStoredBytes is the largest file that is taken for a document.
const maxStoredBytes = 1 << 20

// ReadDocuments reads the *.graphql files below a folder, and holds each to the
// schema and the limits that documents of callers are held to. A document can be
// asked by the hash of its text, by the path of its file without the suffix, or
// by the name of one of its operations. The error joins a [DocumentError] for
// everything that is wrong in all files.
func ReadDocuments(folder fs.FS, schema *ast.Schema, limits docguard.Limits) (*Documents, error) {
	docs := &Documents{bySum: make(map[digest]*document), byName: make(map[string]named)}
	r := reader{schema: schema, limits: limits, suggestions: true}
	var problems []error
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		switch hidden := name != "." && strings.HasPrefix(path.Base(name), "."); {
		case err != nil:
			return err
		case hidden && entry.IsDir(): // such as the versions of a folder that Kubernetes mounts
			return fs.SkipDir
		case !hidden && !entry.IsDir() && path.Ext(name) == documentSuffix:
			problems = append(problems, docs.readFile(folder, name, r))
		}
		return nil
	})
	if err = errors.Join(append(problems, err)...); err != nil {
		return nil, err
	}
	return docs, nil
}

// DocumentError is one thing that is wrong with the file of a stored document.
type DocumentError struct {
	File    string // its path below the folder
	Line    int    // 0 where it is the file as a whole
	Column  int
	Message string
}

// Error names the place as compilers do.
func (e *DocumentError) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

func (s *Documents) readFile(folder fs.FS, name string, r reader) error {
	data, err := fs.ReadFile(folder, name)
	switch {
	case err != nil:
		return err
	case len(data) > maxStoredBytes:
		return &DocumentError{File: name, Message: fmt.Sprintf("larger than %d bytes", maxStoredBytes)}
	case !utf8.Valid(data):
		return &DocumentError{File: name, Message: "is not UTF-8"}
	}
	text := string(data)
	d, errs := r.read(text, digestOf(text))
	if errs != nil {
		return inFile(name, errs)
	}
	s.add(strings.TrimSuffix(name, documentSuffix), d)
	return nil
}

func inFile(name string, errs gqlerror.List) error {
	problems := make([]error, len(errs))
	for i, e := range errs {
		p := &DocumentError{File: name, Message: e.Message}
		if len(e.Locations) > 0 {
			p.Line, p.Column = e.Locations[0].Line, e.Locations[0].Column
		}
		problems[i] = p
	}
	return errors.Join(problems...)
}

// add takes a document in. Two files of one text are one document.
func (s *Documents) add(file string, d *document) {
	if known := s.bySum[d.sum]; known != nil {
		d = known
	}
	s.bySum[d.sum] = d
	s.name(file, named{document: d})
	for _, op := range d.syntax.Operations {
		if op.Name != "" {
			s.name(op.Name, named{document: d, operation: op.Name})
		}
	}
}

// name gives a document a name, unless another document has it: then neither has it.
func (s *Documents) name(name string, n named) {
	if other, taken := s.byName[name]; taken && other.document != n.document {
		n = named{}
	}
	s.byName[name] = n
}

// Len returns how many documents there are.
func (s *Documents) Len() int {
	if s == nil {
		return 0
	}
	return len(s.bySum)
}

func (s *Documents) find(sum digest) *document {
	if s == nil {
		return nil
	}
	return s.bySum[sum]
}

func (s *Documents) named(name string) (named, bool) {
	if s == nil {
		return named{}, false
	}
	n, ok := s.byName[name]
	return n, ok
}
