package config

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// maxValues bounds how many values are read, so that aliases of aliases cannot make a small file a large configuration.
const maxValues = 100_000

// decoder reads a document into the structs of the configuration. The structs lead: what they do not know is reported and not looked into.
type decoder struct {
	*Report
	env     func(string) (string, bool)
	anchors map[string]ast.Node
	values  int
}

func newDecoder(doc *document, env func(string) (string, bool), report *Report) *decoder {
	d := &decoder{Report: report, env: env, anchors: map[string]ast.Node{}}
	if doc.root != nil {
		ast.Walk(d, doc.root)
	}
	return d
}

// Visit notes an anchor. It is for ast.Walk.
func (d *decoder) Visit(node ast.Node) ast.Visitor {
	anchor, ok := node.(*ast.AnchorNode)
	if !ok {
		return d
	}
	name := anchor.Name.GetToken().Value
	if _, again := d.anchors[name]; again {
		d.addAt(positionOf(anchor), Problem{Message: fmt.Sprintf("the anchor %s is defined twice", quoted(name)), Remedy: "Give each anchor a name of its own."})
	}
	d.anchors[name] = anchor.Value
	return d
}

// decode reads the whole document into c.
func (d *decoder) decode(c *Config) {
	if _, ok := d.doc.root.(ast.MapNode); !ok {
		d.addAt(positionOf(d.doc.root), Problem{
			Message: fmt.Sprintf("a configuration is a block of keys, not %s", d.describe(d.doc.root)), Remedy: "`galleria init` writes one to start from.",
		})
		return
	}
	d.block(d.doc.root, "", reflect.ValueOf(c).Elem(), nil)
}

// value reads a node into a Go value, by its type.
func (d *decoder) value(node ast.Node, path string, v reflect.Value, f field) {
	node, ok := d.resolve(node)
	if !ok || !d.count(node) {
		return
	}
	_, isNull := node.(*ast.NullNode)
	switch {
	case isNull && !isScalar(v.Type()) && v.Kind() != reflect.Pointer:
		d.noValue(node, path, scalar{})
	case v.Type() == reflect.TypeFor[Source]():
		d.source(node, path, v)
	case isScalar(v.Type()):
		d.scalarValue(node, path, v, f)
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(node, path, v.Elem(), f)
	case v.Kind() == reflect.Struct:
		d.block(node, path, v, nil)
	case v.Kind() == reflect.Map:
		d.mapping(node, path, v, f)
	case v.Kind() == reflect.Slice:
		d.list(node, path, v, f)
	}
}

// count says whether there may be one value more. It reports the first one that may not be.
func (d *decoder) count(node ast.Node) bool {
	if d.values++; d.values == maxValues+1 {
		d.addAt(positionOf(node), Problem{Message: fmt.Sprintf("the file stands for more than %d values", maxValues), Remedy: "Use fewer aliases."})
	}
	return d.values <= maxValues
}

// resolve follows aliases and takes off anchors and tags. It reports what it cannot follow.
func (d *decoder) resolve(node ast.Node) (ast.Node, bool) {
	for range 20 {
		switch n := node.(type) {
		case *ast.AnchorNode:
			node = n.Value
		case *ast.AliasNode:
			name := n.Value.GetToken().Value
			target, ok := d.anchors[name]
			if !ok {
				d.addAt(positionOf(n), Problem{
					Message: fmt.Sprintf("there is no anchor %s", quoted(name)), Suggestion: Nearest(name, slices.Sorted(maps.Keys(d.anchors))),
					Remedy: fmt.Sprintf("Write &%s before the value that *%s is to repeat.", name, name),
				})
				return nil, false
			}
			node = target
		case *ast.TagNode:
			d.addAt(positionOf(n), Problem{Message: "tags are not used here", Remedy: "Remove the word that begins with an exclamation mark, or put the text into quotes."})
			return nil, false
		case nil:
			return nil, false
		default:
			return node, true
		}
	}
	d.addAt(positionOf(node), Problem{Message: "this alias leads back to itself", Remedy: "Write out what is meant."})
	return nil, false
}

// list reads a sequence.
func (d *decoder) list(node ast.Node, path string, v reflect.Value, f field) {
	if _, isScalar := d.peek(node); isScalar && f.single {
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		d.value(node, path, v.Index(0), f)
		d.doc.places[path+"[0]"] = d.doc.places[path]
		return
	}
	seq, ok := node.(*ast.SequenceNode)
	if !ok {
		remedy := ""
		if s, isText := d.peek(node); isText && s != "" {
			remedy = fmt.Sprintf("Write [%s].", s)
		}
		d.wrongType(node, path, "a list", remedy)
		return
	}
	items := reflect.MakeSlice(v.Type(), 0, min(len(seq.Values), maxValues))
	for i, n := range seq.Values {
		at := fmt.Sprintf("%s[%d]", path, i)
		d.doc.places[at] = place{key: positionOf(n), value: positionOf(n)}
		item := reflect.New(v.Type().Elem()).Elem()
		d.value(n, at, item, f)
		if d.values > maxValues {
			break
		}
		items = reflect.Append(items, item)
	}
	v.Set(items)
}

// mapping reads a block whose keys are names of the user's own.
func (d *decoder) mapping(node ast.Node, path string, v reflect.Value, f field) {
	entries, ok := d.entries(node, path)
	if !ok {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for _, e := range entries {
		item := reflect.New(v.Type().Elem()).Elem()
		at := join(path, e.key)
		d.doc.places[at] = place{key: e.at, value: positionOf(e.value)}
		d.value(e.value, at, item, f)
		if d.values > maxValues {
			break
		}
		if item.Kind() != reflect.Interface || !item.IsNil() {
			v.SetMapIndex(reflect.ValueOf(e.key), item)
		}
	}
}

// wrongType reports a node that is not what the configuration has there.
func (d *decoder) wrongType(node ast.Node, path, want, remedy string) {
	d.addAt(positionOf(node), Problem{Path: path, Message: fmt.Sprintf("%s must be %s, not %s", path, want, d.describe(node)), Remedy: remedy})
}

// describe says what a node is, for a sentence. Of a text it gives what is written, never what a variable stands for.
func (d *decoder) describe(node ast.Node) string {
	switch node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a block of keys"
	case *ast.SequenceNode:
		return "a list"
	}
	if s, ok := d.peek(node); ok {
		return quoted(s)
	}
	return "this"
}

// join returns the path of a key within a block.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// quoted writes a text of the file within a message: short, on one line, without what looks like a secret.
func quoted(text string) string {
	const most = 60
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > most {
		runes = append(runes[:most], '…')
	}
	shown := credentials.ReplaceAllString(vendorToken.ReplaceAllString(string(runes), masked), masked)
	return fmt.Sprintf("%q", shown)
}
