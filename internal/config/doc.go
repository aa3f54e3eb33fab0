// Package config is the configuration of a Galleria server: one YAML file, read strictly.
//
// Load and Parse turn the file into a Config, or into Problems: everything that is wrong with it, at once, in the order of the file, each with its
// position, the lines around it and what to do. Nothing is guessed: an unknown key, a key written twice, a value of the wrong type and an undefined
// variable are problems, not warnings.
//
// The structs of this package are the only description of the configuration. The decoder, the JSON Schema (Schema), the reference page (Reference)
// and the writer (Config.Redacted) all read the same fields, tags and comments, so they cannot disagree:
//
//   - yaml:"name" is the key;
//   - required:"true" makes it one that must be there;
//   - range:"1..100" bounds a whole number, a duration or a size, both ends included;
//   - example:"…" is a value to show to a reader who has none;
//   - the comment of a field is its description.
//
// The package knows the shape of a configuration, not the systems: whether a field may be mapped, or a source offers a kind, is for the packages that
// connect to them. They report through Config.Report, and so with the same positions.
package config
