package config

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"text/template"
	"time"
)

var (
	//go:embed reference.md.tmpl
	referenceTemplate string

	//go:embed example.yaml
	example string
)

// Example returns a whole configuration that uses most of what there is. It is part of the reference.
func Example() []byte { return []byte(example) }

type referenceBlock struct {
	Title, Description string
	Rows               []referenceRow
}

type referenceRow struct {
	Key, Value, Default, Description string
	Required                         bool
}

// Reference returns the reference page of the configuration, in Markdown.
func Reference() (string, error) {
	found, err := comments()
	if err != nil {
		return "", err
	}
	page, err := template.New("reference").Parse(referenceTemplate)
	if err != nil {
		return "", fmt.Errorf("read template: %w", err)
	}
	var pageBlocks []referenceBlock
	for _, b := range blocks() {
		pageBlocks = append(pageBlocks, referenceOf(b, found))
	}
	var out strings.Builder
	err = page.Execute(&out, map[string]any{"Example": example, "Blocks": pageBlocks})
	if err != nil {
		return "", fmt.Errorf("write reference: %w", err)
	}
	return strings.TrimRight(out.String(), "\n") + "\n", nil
}

// referenceOf describes one block.
func referenceOf(b block, found map[string]string) referenceBlock {
	out := referenceBlock{Title: referenceTitle(b), Description: blockWords(b.typ.Name(), found)}
	for _, f := range fieldsOf(b.typ) {
		row := referenceRow{
			Key: f.key, Value: valueWords(b.typ, f), Required: f.required, Description: found[f.owner.Name()+"."+f.name],
		}
		if value := defaultOf(b.typ, f); value != nil {
			row.Default = "`" + asYAML(value) + "`"
		}
		if f.example != "" && row.Default == "" {
			row.Description += " For example: `" + f.example + "`"
		}
		row.Description = strings.ReplaceAll(row.Description, "|", `\|`)
		out.Rows = append(out.Rows, row)
	}
	return out
}

// blockWords returns the comment of a struct for those who do not see the struct: without its name.
func blockWords(name string, found map[string]string) string {
	words := strings.TrimPrefix(strings.TrimPrefix(found[name], name+" "), "is ")
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// referenceTitle returns the path of a block, and for a source what it is about.
func referenceTitle(b block) string {
	if group, ok := groupOf(b.typ); ok {
		return fmt.Sprintf("%s: `%s`", group.title, b.path)
	}
	if b.path == "" {
		return "The file"
	}
	// The kinds of entities have blocks of one type, of which a reader meets that of the first kind.
	return "`" + strings.ReplaceAll(b.path, "."+kindKeys()[0], ".<kind>") + "`"
}

// valueWords says what a field of a block takes.
func valueWords(t reflect.Type, f field) string {
	words := typeWords(f.typ)
	if group, ok := groupOf(t); ok && f.key == "kind" {
		words = codeWords(group.kinds)
	}
	if f.single {
		words = typeWords(f.typ.Elem()) + ", or " + words
	}
	if f.low != "" {
		words += fmt.Sprintf(", %s to %s", f.low, f.high)
	}
	return words
}

func typeWords(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[Source]():
		return "source"
	case t == reflect.TypeFor[Secret]():
		return "secret text"
	case t == reflect.TypeFor[KeyHash]():
		return "hash"
	case t == reflect.TypeFor[time.Duration]():
		return "duration"
	case t == reflect.TypeFor[Size]():
		return "size"
	case valuesOf(t) != nil:
		return codeWords(valuesOf(t))
	}
	switch t.Kind() {
	case reflect.Int:
		return "whole number"
	case reflect.Bool:
		return "`true` or `false`"
	case reflect.String:
		return "text"
	case reflect.Pointer:
		return typeWords(t.Elem())
	case reflect.Slice:
		return "list of " + typeWords(t.Elem())
	case reflect.Map:
		return "by name: " + typeWords(t.Elem())
	}
	return "block"
}

// codeWords lists words as Markdown code.
func codeWords[T ~string](words []T) string {
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = "`" + string(word) + "`"
	}
	return strings.Join(out, ", ")
}

// asYAML writes a default on one line. JSON is YAML.
func asYAML(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	text, _ := json.Marshal(value) // of numbers, truth values and lists of texts, which cannot fail
	return string(text)
}
