package shopify_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

// branchNames are the connections by the type of their nodes.
var branchNames = map[string]string{"MailingAddress": "addressesV2", "LineItem": "lineItems", "ProductVariant": "variants", "InventoryLevel": "inventoryLevels"}

// judgeFile serves the file of a bulk operation, and judges it as the answer that
// the query would have had in one piece.
func (s *shop) judgeFile(t testing.TB, spec *shopifyspec.Spec, w http.ResponseWriter, r *http.Request) {
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, r)
	s.mu.Lock()
	query := s.bulkQuery
	s.mu.Unlock()
	if spec != nil && recorder.Code == http.StatusOK {
		if err := spec.CheckResponse(query, nil, inOnePiece(t, query, recorder.Body.Bytes())); err != nil {
			t.Errorf("Shopify would not leave such a file: %v", err)
		}
	}
	w.WriteHeader(recorder.Code)
	w.Write(recorder.Body.Bytes())
}

func inOnePiece(t testing.TB, query string, file []byte) []byte {
	var roots []any
	byID := map[string]map[string]any{}
	for line := range bytes.Lines(file) {
		var node map[string]any
		decoder := json.NewDecoder(bytes.NewReader(line))
		decoder.UseNumber()
		if err := decoder.Decode(&node); err != nil {
			t.Errorf("a line is no JSON: %v", err)
		}
		parent, _ := node["__parentId"].(string)
		delete(node, "__parentId")
		if parent == "" {
			for _, name := range branchNames {
				if strings.Contains(query, name+"{edges") {
					node[name] = map[string]any{"edges": []any{}}
				}
			}
			byID[node["id"].(string)] = node
			roots = append(roots, map[string]any{"node": node})
			continue
		}
		connection, ok := byID[parent][branchNames[node["__typename"].(string)]].(map[string]any)
		if !ok {
			t.Errorf("a line belongs nowhere: %s", line)
			continue
		}
		connection["edges"] = append(connection["edges"].([]any), map[string]any{"node": node})
	}
	root, _, _ := strings.Cut(strings.TrimPrefix(query, "{"), "(")
	text, err := json.Marshal(map[string]any{"data": map[string]any{root: map[string]any{"edges": roots}}})
	if err != nil {
		t.Error(err)
	}
	return text
}
