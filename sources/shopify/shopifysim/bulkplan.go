package shopifysim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// bulkPlan is a query that is fit for a bulk operation.
type bulkPlan struct {
	planner *planner
	root    *plannedField
}

const (
	maxBulkConnections = 5
	maxBulkDepth       = 2 // of connections inside the one at the root
)

// planBulk says what is wrong with a query for bulk operations, all at once.
func (s *Sim) planBulk(text string) (*bulkPlan, []string) {
	doc := s.document(text)
	if len(doc.errors) > 0 {
		return nil, []string{"Invalid bulk query: " + doc.errors[0].Message}
	}
	operation := doc.query.Operations.ForName("")
	switch {
	case operation == nil:
		return nil, []string{"Invalid bulk query: an operation is required"}
	case operation.Operation != ast.Query:
		return nil, []string{"Invalid operation type. Only `query` operations are supported."}
	case len(operation.VariableDefinitions) > 0:
		return nil, []string{"Bulk queries cannot have variables."}
	}
	p := &planner{sim: s}
	top := p.plan("QueryRoot", []ast.SelectionSet{operation.SelectionSet})
	if len(top.fields) != 1 {
		return nil, []string{"Bulk queries must have a single top level field."}
	}
	check := &bulkCheck{planner: p}
	check.fields(top, 0, false)
	problems := check.problems()
	if len(problems) == 0 && !isConnection(top.fields[0]) {
		problems = []string{"Bulk queries must contain at least one connection."}
	}
	return &bulkPlan{p, top.fields[0]}, problems
}

func isConnection(f *plannedField) bool {
	return strings.HasSuffix(f.field.Definition.Type.Name(), "Connection")
}

// bulkCheck walks a query and collects what is not allowed.
type bulkCheck struct {
	*planner
	connections, depth             int
	byNodes, withoutID, notOfNodes []string
	topLevelNode, inList           bool
}

// fields checks what an object selects, which lies in so many connections, and
// in a list or not.
func (b *bulkCheck) fields(of *plan, depth int, list bool) {
	for _, f := range of.fields {
		definition := b.sim.schema.Types[f.field.Definition.Type.Name()]
		if of.typeName == "QueryRoot" && (f.field.Name == "node" || f.field.Name == "nodes") {
			b.topLevelNode = true
			continue
		}
		if definition == nil || !definition.IsCompositeType() {
			continue
		}
		if isConnection(f) {
			b.connection(f, depth, list)
			continue
		}
		for _, possible := range b.sim.schema.GetPossibleTypes(definition) {
			b.fields(b.child(f, possible.Name), depth, list || f.field.Definition.Type.Elem != nil)
		}
	}
}

func (b *bulkCheck) connection(f *plannedField, depth int, list bool) {
	b.connections++
	b.depth = max(b.depth, depth)
	b.inList = b.inList || list
	node := nodeOf(b.planner, f)
	if node == nil {
		b.byNodes = append(b.byNodes, f.field.Name)
		return
	}
	definition := b.sim.schema.Types[node.field.Definition.Type.Name()]
	for _, possible := range b.sim.schema.GetPossibleTypes(definition) {
		if !slices.Contains(possible.Interfaces, "Node") {
			b.notOfNodes = append(b.notOfNodes, f.field.Name)
		}
		inside := b.child(node, possible.Name)
		if slices.ContainsFunc(inside.fields, isConnection) && !slices.ContainsFunc(inside.fields, func(f *plannedField) bool { return f.field.Name == "id" && f.field.Alias == "id" }) {
			b.withoutID = append(b.withoutID, f.field.Name)
		}
		b.fields(inside, depth+1, false)
	}
}

// nodeOf returns the field edges.node of a connection; nil where it is not selected.
func nodeOf(p *planner, f *plannedField) *plannedField {
	var edges *plannedField
	of := p.child(f, f.field.Definition.Type.Name())
	for _, inside := range of.fields {
		switch inside.field.Name {
		case "edges":
			edges = inside
		case "nodes":
			return nil
		}
	}
	if edges == nil {
		return nil
	}
	for _, inside := range p.child(edges, edges.field.Definition.Type.Name()).fields {
		if inside.field.Name == "node" {
			return inside
		}
	}
	return nil
}

// problems are the vendor's words for what it does not allow.
func (b *bulkCheck) problems() []string {
	var out []string
	if len(b.byNodes) > 0 {
		out = append(out, fmt.Sprintf("All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'products { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '%s'.", strings.Join(b.byNodes, "', '")))
	}
	if b.topLevelNode {
		out = append(out, "Bulk queries cannot contain a top level `node` field.")
	}
	if b.depth > maxBulkDepth {
		out = append(out, "Bulk queries cannot contain connections with a nesting depth greater than 2.")
	}
	if b.connections > maxBulkConnections {
		out = append(out, "Bulk queries cannot contain more than 5 connections.")
	}
	if len(b.withoutID) > 0 {
		out = append(out, "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': "+strings.Join(b.withoutID, ", ")+".")
	}
	if b.inList {
		out = append(out, "Queries that contain a connection field within a list field are not currently supported.")
	}
	if len(b.notOfNodes) > 0 {
		out = append(out, "Connections must implement the Node interface: "+strings.Join(b.notOfNodes, ", ")+".")
	}
	return out
}

// runBulk executes the query over the store, and returns the lines of its file:
// each object below its parent, or else all of one connection after those of
// another. Denied tells that the app lacks a scope.
func (c *call) runBulk(of *bulkPlan, grouped bool) (lines [][]byte, roots int, denied bool) {
	run := &bulkRun{call: &call{planner: of.planner, store: c.store, now: c.now, bulk: true}, grouped: grouped, scalar: map[*plan]*plan{}}
	run.connection(of.root, &root{}, "")
	denied = slices.ContainsFunc(run.errors, func(e apiError) bool { return e.Extensions["code"] == "ACCESS_DENIED" })
	return slices.Concat(run.lines...), run.roots, denied
}

// bulkRun writes the lines of one run.
type bulkRun struct {
	*call
	grouped bool
	roots   int
	lines   [][][]byte // of each connection; all in the first when they are grouped
	order   []*plannedField
	scalar  map[*plan]*plan // without connections
}

// connection writes all objects of a connection, whatever its page size.
func (b *bulkRun) connection(f *plannedField, owner any, parent string) {
	node := nodeOf(b.planner, f)
	if err := b.sim.denial(node.field.Definition.Type.Name(), f.field.Name); err != nil {
		b.fail(err, f)
		return
	}
	args := maps.Clone(f.args)
	if args == nil {
		args = map[string]any{}
	}
	delete(args, "last")
	delete(args, "before")
	args["first"] = pageLimit
	for {
		result, err := f.bind.resolve(b.call, owner, args)
		list, ok := result.(*page)
		if err != nil || !ok {
			return
		}
		for _, e := range list.entries {
			b.node(node, e.object, parent)
		}
		if !list.hasNext {
			return
		}
		args["after"] = list.entries[len(list.entries)-1].cursor(list.sort)
	}
}

func (b *bulkRun) node(f *plannedField, object any, parent string) {
	name := f.field.Definition.Type.Name()
	if b.sim.schema.Types[name].IsAbstractType() {
		name = typeNameOf(object)
	}
	whole := b.child(f, name)
	b.out = b.out[:0]
	if ok, _ := b.object(b.withoutConnections(whole), object); !ok {
		return
	}
	line := bytes.Clone(b.out)
	id := ""
	var own struct{ ID string }
	if json.Unmarshal(line, &own) == nil {
		id = own.ID
	}
	if parent == "" {
		b.roots++
	} else {
		quoted, _ := json.Marshal(parent) // A text always encodes.
		line = append(line[:len(line)-1], `,"__parentId":`...)
		line = append(append(line, quoted...), '}')
	}
	b.write(f, line)
	for _, inside := range whole.fields {
		if isConnection(inside) {
			b.connection(inside, object, id)
		}
	}
}

// write puts a line where the grouping wants it.
func (b *bulkRun) write(f *plannedField, line []byte) {
	at := slices.IndexFunc(b.order, func(other *plannedField) bool { return b.grouped || other.field == f.field })
	if at < 0 {
		at = len(b.order)
		b.order, b.lines = append(b.order, f), append(b.lines, nil)
	}
	b.lines[at] = append(b.lines[at], line)
}

func (b *bulkRun) withoutConnections(whole *plan) *plan {
	if known := b.scalar[whole]; known != nil {
		return known
	}
	made := &plan{typeName: whole.typeName}
	for _, f := range whole.fields {
		if !isConnection(f) {
			made.fields = append(made.fields, f)
		}
	}
	b.scalar[whole] = made
	return made
}
