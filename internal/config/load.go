package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Option changes how a configuration is read.
type Option func(*options)

type options struct{ exposed bool }

// AllowExposure leaves out the check that CheckExposure makes, for commands that do not listen.
func AllowExposure() Option { return func(o *options) { o.exposed = true } }

// Load reads the configuration in the file at path. The function env looks up environment variables, as os.LookupEnv does. All errors, also of the file
// itself, are *Problems.
func Load(path string, env func(string) (string, bool), opts ...Option) (*Config, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, &Problems{File: path, List: []Problem{fileProblem(err)}}
	}
	return Parse(path, data, env, opts...)
}

// readFile reads no more of a file than can be a configuration, and one byte to tell that it is too large.
func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // nothing was written
	return io.ReadAll(io.LimitReader(file, maxFile+1))
}

// fileProblem says why a file cannot be read.
func fileProblem(err error) Problem {
	cause := err
	if pathErr := (*fs.PathError)(nil); errors.As(err, &pathErr) {
		cause = pathErr.Err // without the path, which the heading has
	}
	p := Problem{Message: fmt.Sprintf("the file cannot be read: %v", cause)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Message, p.Remedy = "there is no such file", "Name another one with -c, or let `galleria init` write one."
	case errors.Is(err, fs.ErrPermission):
		p.Message, p.Remedy = "the file may not be read", "Give the user that runs galleria the right to read it."
	}
	return p
}

// Parse reads a configuration that is in memory. The name is for errors. It returns *Problems if the configuration cannot be used.
func Parse(name string, data []byte, env func(string) (string, bool), opts ...Option) (*Config, error) {
	var o options
	for _, opt := range opts {
		opt(&o)
	}
	doc, report := readDocument(name, data)
	if err := report.Err(); err != nil {
		return nil, err
	}
	c := Defaults()
	c.doc = doc
	newDecoder(doc, env, report).decode(c)
	c.validate(report)
	if !o.exposed {
		c.checkExposure(report)
	}
	if err := report.Err(); err != nil {
		return nil, err
	}
	return c, nil
}

// Resolve returns the place of a file or folder that the configuration names: relative paths begin at the folder of the configuration's own file.
func (c *Config) Resolve(path string) string {
	if c.doc == nil || c.doc.name == "" || filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(filepath.Dir(c.doc.name), path)
}
