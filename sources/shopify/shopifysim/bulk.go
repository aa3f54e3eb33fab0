package shopifysim

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

const kindBulk = "BulkOperation"

// bulkLife is how long the file of a bulk operation can be had.
const bulkLife = 7 * 24 * time.Hour

// bulkPath is where the files are; the vendor keeps them on another host.
const bulkPath = "/bulk/"

// BulkFailure says how bulk operations end from now on; the zero value is well.
type BulkFailure struct {
	Code string // ACCESS_DENIED, INTERNAL_SERVER_ERROR or TIMEOUT; CANCELED stops them as the vendor does with one that stalls
	Keep int    // how many lines of the file there are nevertheless; without any there is no file
}

// bulkOperation is one query that runs in the background. What it is follows
// from the time: nothing runs before somebody looks.
type bulkOperation struct {
	id       string
	query    string
	grouped  bool
	created  time.Time
	ends     time.Time
	failure  BulkFailure
	canceled time.Time // zero: nobody has canceled it

	plan   *bulkPlan
	ran    bool
	lines  [][]byte
	roots  int
	secret string
}

// bulkOperations are those of the app. It is safe for concurrent use.
type bulkOperations struct {
	mu      sync.Mutex
	all     []*bulkOperation // the newest last
	failure BulkFailure
}

// BulkOperation is an operation as the API answers it.
type BulkOperation struct {
	ID, Status, Type, Query, ErrorCode string
	CreatedAt                          time.Time
	CompletedAt                        *time.Time
	ObjectCount, RootObjectCount       int64
	FileSize                           *int64
	URL, PartialDataURL                *string
}

type bulkUserError struct {
	Code    string
	Field   []string
	Message string
}

type bulkPayload struct {
	BulkOperation *BulkOperation
	UserErrors    []*bulkUserError
}

// SetBulkFailure makes the bulk operations that are created from now on fail.
func (s *Sim) SetBulkFailure(f BulkFailure) {
	s.bulk.mu.Lock()
	defer s.bulk.mu.Unlock()
	s.bulk.failure = f
}

// BulkOperations tells how often each status was reached by the operations so far.
func (s *Sim) BulkOperations() map[string]int {
	s.bulk.mu.Lock()
	defer s.bulk.mu.Unlock()
	counts := map[string]int{}
	for _, o := range s.bulk.all {
		counts[o.status(s.now())]++
	}
	return counts
}

// cancelTime is how long it takes until an operation is canceled.
const cancelTime = time.Second

func (o *bulkOperation) status(now time.Time) string {
	switch {
	case !o.canceled.IsZero() && now.Before(o.canceled.Add(cancelTime)):
		return "CANCELING"
	case !o.canceled.IsZero():
		return "CANCELED"
	case now.Before(o.created.Add(o.ends.Sub(o.created) / 10)):
		return "CREATED"
	case now.Before(o.ends):
		return "RUNNING"
	case o.failure.Code == "CANCELED":
		return "CANCELED"
	case o.failure.Code != "":
		return "FAILED"
	case !now.Before(o.ends.Add(bulkLife)):
		return "EXPIRED"
	default:
		return "COMPLETED"
	}
}

func (o *bulkOperation) active(now time.Time) bool {
	switch o.status(now) {
	case "CREATED", "RUNNING", "CANCELING":
		return true
	}
	return false
}

func bulkResolvers() map[string]resolver {
	return map[string]resolver{
		"Mutation.bulkOperationRunQuery": runBulkQuery,
		"Mutation.bulkOperationCancel":   cancelBulk,
		"QueryRoot.bulkOperation":        byID(kindBulk),
		"QueryRoot.currentBulkOperation": currentBulk,
	}
}

// runBulkQuery creates an operation, or says why it cannot.
func runBulkQuery(c *call, _ any, args map[string]any) (any, error) {
	text := textArg(args, "query")
	plan, problems := c.sim.planBulk(text)
	if len(problems) > 0 {
		payload := &bulkPayload{}
		for _, problem := range problems {
			payload.UserErrors = append(payload.UserErrors, &bulkUserError{Code: "INVALID", Field: []string{"query"}, Message: problem})
		}
		return payload, nil
	}
	b := c.sim.bulk
	b.mu.Lock()
	defer b.mu.Unlock()
	var active []*bulkOperation
	for _, o := range b.all {
		if o.active(c.now) {
			active = append(active, o)
		}
	}
	switch limit := c.sim.bulkLimit(c.version); {
	case len(active) >= limit && limit == 1:
		return refusedBulk("OPERATION_IN_PROGRESS", "A bulk query operation for this app and shop is already in progress: "+active[0].id+"."), nil
	case len(active) >= limit:
		return refusedBulk("LIMIT_REACHED", "Bulk operations limit reached. Please try again later."), nil
	}
	o := &bulkOperation{
		id: gidOf(kindBulk, int64(len(b.all)+1)), query: text, grouped: args["groupObjects"] == true,
		created: c.now, ends: c.now.Add(c.sim.options.BulkTime), failure: b.failure, plan: plan, secret: randomText(),
	}
	b.all = append(b.all, o)
	return &bulkPayload{BulkOperation: o.answer(c)}, nil
}

func refusedBulk(code, message string) *bulkPayload {
	return &bulkPayload{UserErrors: []*bulkUserError{{Code: code, Message: message}}}
}

// bulkLimit is how many queries run at a time: one before the version 2026-01.
func (s *Sim) bulkLimit(version string) int {
	if version < "2026-01" {
		return 1
	}
	return 5
}

func cancelBulk(c *call, _ any, args map[string]any) (any, error) {
	b := c.sim.bulk
	b.mu.Lock()
	defer b.mu.Unlock()
	o := b.find(textArg(args, "id"))
	if o == nil {
		return nil, coded("invalid id", "RESOURCE_NOT_FOUND")
	}
	if !o.active(c.now) {
		message := "A bulk operation cannot be canceled when it is " + strings.ToLower(o.status(c.now))
		return &bulkPayload{BulkOperation: o.answer(c), UserErrors: []*bulkUserError{{Message: message}}}, nil
	}
	if o.canceled.IsZero() {
		o.canceled = c.now
	}
	return &bulkPayload{BulkOperation: o.answer(c)}, nil
}

func currentBulk(c *call, _ any, args map[string]any) (any, error) {
	b := c.sim.bulk
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.all) == 0 || textArg(args, "type") == "MUTATION" {
		return nil, nil
	}
	return b.all[len(b.all)-1].answer(c), nil
}

// bulkByID answers an operation.
func (c *call) bulkByID(id string) any {
	b := c.sim.bulk
	b.mu.Lock()
	defer b.mu.Unlock()
	if o := b.find(id); o != nil {
		return o.answer(c)
	}
	return nil
}

func (b *bulkOperations) find(id string) *bulkOperation {
	for _, o := range b.all {
		if o.id == id {
			return o
		}
	}
	return nil
}

// answer tells what the operation is now. Its data are those of the first time
// that somebody looks at it when it runs.
func (o *bulkOperation) answer(c *call) *BulkOperation {
	a := &BulkOperation{ID: o.id, Status: o.status(c.now), Type: "QUERY", Query: o.query, CreatedAt: o.created}
	if a.Status == "CREATED" || !o.canceled.IsZero() {
		return a
	}
	if !o.ran {
		o.ran = true
		var denied bool
		if o.lines, o.roots, denied = c.runBulk(o.plan, o.grouped); denied {
			o.failure, a.Status = BulkFailure{Code: "ACCESS_DENIED", Keep: o.failure.Keep}, "FAILED"
			o.ends = c.now
		}
	}
	a.ObjectCount, a.RootObjectCount = int64(len(o.lines)), int64(o.roots)
	address := c.base + bulkPath + o.secret + ".jsonl"
	switch a.Status {
	case "RUNNING":
		part := float64(c.now.Sub(o.created)) / float64(o.ends.Sub(o.created))
		a.ObjectCount, a.RootObjectCount = int64(part*float64(len(o.lines))), int64(part*float64(o.roots))
	case "FAILED":
		a.ErrorCode = o.failure.Code
		a.ObjectCount = int64(min(o.failure.Keep, len(o.lines)))
		if a.ObjectCount > 0 {
			a.PartialDataURL = &address
		}
	case "COMPLETED":
		a.CompletedAt = &o.ends
		if len(o.lines) > 0 {
			a.URL, a.FileSize = &address, new(int64(len(o.file())))
		}
	}
	return a
}

// file is what can be had of the result.
func (o *bulkOperation) file() []byte {
	lines := o.lines
	if o.failure.Code != "" {
		lines = lines[:min(o.failure.Keep, len(lines))]
	}
	return append(bytes.Join(lines, []byte{'\n'}), '\n')
}

// serveBulk answers the file of an operation. Its address is all that it takes.
func (s *Sim) serveBulk(w http.ResponseWriter, r *http.Request) {
	s.bulk.mu.Lock()
	var found *bulkOperation
	for _, o := range s.bulk.all {
		if r.URL.Path == bulkPath+o.secret+".jsonl" {
			found = o
		}
	}
	var file []byte
	if found != nil && found.ran && s.now().Before(found.ends.Add(bulkLife)) {
		file = found.file()
	}
	s.bulk.mu.Unlock()
	if file == nil || r.Method != http.MethodGet {
		w.Header().Set("Content-Type", "application/xml; charset=UTF-8")
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<?xml version='1.0' encoding='UTF-8'?><Error><Code>AccessDenied</Code><Message>Access denied.</Message></Error>")
		return
	}
	w.Header().Set("Content-Type", "application/jsonl")
	w.Write(file)
}

func randomText() string {
	var random [16]byte
	rand.Read(random[:]) //nolint:errcheck // It never fails.
	return hex.EncodeToString(random[:])
}
