package magentosim

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// node is a parameter as PHP reads it: a text, or an array of nodes by key.
// a[b][]=1 is an array under "a" with an array under "b" whose next index is 1.
type node struct {
	text    string
	members map[string]*node
	order   []string
	next    int
}

// PHP's limits on what a query may hold.
const (
	maxInputVars    = 1000
	maxInputNesting = 64
)

// parseQuery reads a query string as PHP does. What cannot be read is left out.
func parseQuery(raw string) *node {
	root := &node{members: map[string]*node{}}
	count := 0
	for pair := range strings.SplitSeq(raw, "&") {
		key, value, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(key)
		if err != nil || name == "" {
			continue
		}
		text, err := url.QueryUnescape(value)
		if err != nil {
			text = value
		}
		if count++; count > maxInputVars {
			break
		}
		root.set(splitKey(name), text)
	}
	return root
}

// splitKey splits a[b][c] into a, b and c. A bracket that is not closed belongs
// to the name.
func splitKey(name string) []string {
	head, rest, found := strings.Cut(name, "[")
	if !found || head == "" {
		return []string{name}
	}
	keys := []string{head}
	for found {
		key, after, closed := strings.Cut(rest, "]")
		if !closed {
			if len(keys) == 1 {
				return []string{head + "_" + rest}
			}
			return keys
		}
		keys = append(keys, key)
		rest, found = strings.CutPrefix(after, "[")
	}
	return keys
}

func (n *node) set(keys []string, text string) {
	if len(keys) > maxInputNesting {
		return
	}
	for i, key := range keys {
		if key == "" && i > 0 {
			key = strconv.Itoa(n.next)
		}
		n = n.child(key)
	}
	n.text, n.members, n.order = text, nil, nil
}

// child returns the node under a key and makes it when it is absent.
func (n *node) child(key string) *node {
	if n.members == nil {
		n.members = map[string]*node{}
	}
	if index, err := strconv.Atoi(key); err == nil && index >= n.next {
		n.next = index + 1
	}
	found := n.members[key]
	if found == nil {
		found = &node{}
		n.members[key] = found
		n.order = append(n.order, key)
	}
	return found
}

// member returns the node under the first of the names that is there, or nil.
func (n *node) member(names ...string) *node {
	if n == nil {
		return nil
	}
	for _, name := range names {
		if found := n.members[name]; found != nil {
			return found
		}
	}
	return nil
}

// all returns the nodes of an array in the order in which they came.
func (n *node) all() []*node {
	if n == nil {
		return nil
	}
	list := make([]*node, len(n.order))
	for i, key := range n.order {
		list[i] = n.members[key]
	}
	return list
}

// texts returns the texts of an array, or the one text of a plain parameter.
func (n *node) texts() []string {
	if n == nil {
		return nil
	}
	if n.members == nil {
		return slices.DeleteFunc([]string{n.text}, func(text string) bool { return text == "" })
	}
	var texts []string
	for _, member := range n.all() {
		texts = append(texts, member.text)
	}
	return texts
}

// value is the text of a parameter, "" where it is absent.
func (n *node) value() string {
	if n == nil {
		return ""
	}
	return n.text
}
