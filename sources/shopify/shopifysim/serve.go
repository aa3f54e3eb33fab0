package shopifysim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"reflect"
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

var endpoint = regexp.MustCompile(`^/admin/api/(\d{4}-\d{2}|unstable)/graphql\.json$`)

// maxRequestBytes bounds what is read of a request.
const maxRequestBytes = 1 << 20

// errRequest is the vendor's answer to a body that holds no query.
var errRequest = &apiError{Message: "Required parameter missing or invalid"}

// request is the body of a GraphQL request.
type request struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	Variables     map[string]any `json:"variables"`
}

// response is the body of an answer.
type response struct {
	Data       json.RawMessage `json:"data,omitempty"`
	Errors     []apiError      `json:"errors,omitempty"`
	Extensions map[string]any  `json:"extensions,omitempty"`
}

// document is a parsed request text with what validation said of it.
type document struct {
	query  *ast.QueryDocument
	errors []apiError
}

// ServeHTTP answers POST /admin/api/{version}/graphql.json, and gives access
// tokens at POST /admin/oauth/access_token and the files of bulk operations where
// these say.
func (s *Sim) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.requests.Add(1)
	latency, failure := s.faults.draw()
	if !wait(r.Context(), latency) {
		return
	}
	if failure.Mode != "" {
		failure.fail(w, r)
		return
	}
	switch {
	case r.URL.Path == tokenPath:
		s.serveToken(w, r)
		return
	case strings.HasPrefix(r.URL.Path, bulkPath):
		s.serveBulk(w, r)
		return
	}
	version, ok := s.servedVersion(r.URL.Path)
	switch {
	case !ok || r.Method != http.MethodPost:
		writeError(w, http.StatusNotFound, "Not Found")
		return
	case !s.accepts(r.Header.Get("X-Shopify-Access-Token")):
		writeError(w, http.StatusUnauthorized, "[API] Invalid API key or access token (unrecognized login or wrong password)")
		return
	}
	w.Header().Set("X-Shopify-API-Version", version)
	req, err := readRequest(w, r)
	if err != nil {
		writeError(w, http.StatusBadRequest, map[string]string{"query": err.Error()})
		return
	}
	if s.options.Recorder != nil {
		s.options.Recorder(req.OperationName, req.Query, req.Variables)
	}
	writeJSON(w, http.StatusOK, s.answer(req, &call{version: version, base: baseOf(r)}))
}

// baseOf is the address under which the simulator was asked.
func baseOf(r *http.Request) string {
	switch {
	case r.URL.Scheme != "": // It was handed over without a network.
		return r.URL.Scheme + "://" + r.URL.Host
	case r.TLS != nil:
		return "https://" + r.Host
	default:
		return "http://" + r.Host
	}
}

// readRequest reads a JSON request, or a bare document as application/graphql.
func readRequest(w http.ResponseWriter, r *http.Request) (request, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequestBytes))
	if err != nil {
		return request{}, errRequest
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err == nil && kind == "application/graphql" {
		return request{Query: string(body)}, nil
	}
	var req request
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber() // Ids written as numbers do not fit a float.
	if err := decoder.Decode(&req); err != nil || req.Query == "" {
		return request{}, errRequest
	}
	return req, nil
}

// answer executes one request by a call that knows how it was asked.
func (s *Sim) answer(req request, c *call) response {
	doc := s.document(req.Query)
	if len(doc.errors) > 0 {
		return response{Errors: doc.errors}
	}
	operation := doc.query.Operations.ForName(req.OperationName)
	if operation == nil {
		return response{Errors: []apiError{{Message: "An operation name is required"}}}
	}
	variables, err := validator.VariableValues(s.schema, operation, req.Variables)
	if err != nil {
		return response{Errors: []apiError{*coded(err.Error(), "INVALID_VARIABLE")}}
	}
	p := &planner{sim: s, variables: variables}
	rootType := "QueryRoot"
	if operation.Operation == ast.Mutation {
		rootType = "Mutation"
	}
	c.planner, c.store = p, s.store
	return s.charge(c, p.plan(rootType, []ast.SelectionSet{operation.SelectionSet}))
}

// document parses and validates a text, once.
func (s *Sim) document(query string) *document {
	if known, ok := s.documents.Get(query); ok {
		return known
	}
	made := &document{}
	parsed, err := parser.ParseQuery(&ast.Source{Input: query})
	if err != nil {
		made.errors = validationErrors(gqlerror.List{gqlerror.WrapIfUnwrapped(err)})
	} else {
		made.query = parsed
		made.errors = validationErrors(validator.ValidateWithRules(s.schema, parsed, rules.NewDefaultRules()))
	}
	s.documents.Add(query, made)
	return made
}

// costReport is the cost member of the answer's extensions.
type costReport struct {
	Requested int            `json:"requestedQueryCost"`
	Actual    *int           `json:"actualQueryCost,omitempty"`
	Throttle  throttleStatus `json:"throttleStatus"`
}

// charge takes the cost of a plan out of the bucket and executes it.
func (s *Sim) charge(c *call, top *plan) response {
	now := s.now()
	c.now = now
	requested := math.Ceil(c.requested(top, 0))
	if requested > s.options.MaxQueryCost {
		return response{Errors: []apiError{*s.tooDear(requested)}}
	}
	report := costReport{Requested: int(requested)}
	if !s.bucket.take(requested, now) {
		report.Throttle = s.bucket.status(now)
		throttled := coded("Throttled", "THROTTLED")
		throttled.Extensions["documentation"] = "https://shopify.dev/api/usage/rate-limits"
		return response{Errors: []apiError{*throttled}, Extensions: map[string]any{"cost": report}}
	}
	actual := math.Min(requested, math.Ceil(c.run(top)))
	s.bucket.giveBack(requested - actual)
	report.Actual, report.Throttle = new(int(actual)), s.bucket.status(now)
	answer := response{Data: c.out, Errors: c.errors, Extensions: map[string]any{"cost": report}}
	if len(c.searches) > 0 {
		answer.Extensions["search"] = c.searches
	}
	return answer
}

// run executes the plan under the store's read lock.
func (c *call) run(top *plan) float64 {
	c.store.RLock()
	defer c.store.RUnlock()
	ok, cost := c.object(top, &root{})
	if !ok {
		c.out = append(c.out[:0], "null"...)
	}
	return cost
}

func (s *Sim) tooDear(cost float64) *apiError {
	refused := coded(fmt.Sprintf("Query cost is %.0f, which exceeds the single query max cost limit (%.0f).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\ncost of a query is calculated.", cost, s.options.MaxQueryCost), "MAX_COST_EXCEEDED")
	refused.Extensions["cost"] = cost
	refused.Extensions["maxCost"] = s.options.MaxQueryCost
	refused.Extensions["documentation"] = "https://shopify.dev/api/usage/rate-limits"
	return refused
}

func writeError(w http.ResponseWriter, status int, errors any) {
	writeJSON(w, status, map[string]any{"errors": errors})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		panic(fmt.Sprintf("shopifysim: encode %s: %v", reflect.TypeOf(body), err))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	w.Write(text)
}

// plural says how many of a thing there are.
func plural(n int, unit string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", unit)
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
