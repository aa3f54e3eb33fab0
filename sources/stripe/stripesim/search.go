package stripesim

import (
	"encoding/base64"
	"encoding/json"
	"hash/fnv"
	"slices"
)

// cursor is the content of an opaque page token: the last record shown and the
// query that it belongs to.
type cursor struct {
	Created int64  `json:"c"`
	Serial  uint64 `json:"s"`
	Query   uint64 `json:"q"`
}

// searching is what a search request asks for.
type searching struct {
	limit     int
	text      string
	query     query
	after     *cursor
	counted   bool // total_count is asked for
	expansion *expansion
}

// search answers with one page of a query's matches, the newest first.
func (s *Sim) search(r resource, p *parameters, key credential) (object, *apiError) {
	asked, problem := readSearch(r, p, key)
	if problem != nil {
		return nil, problem
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	v := s.view()
	found := s.find(r, asked.query, v)
	page, next := asked.page(found)
	answer := object{
		"object": "search_result", "url": r.path + "/search", "has_more": next != nil, "next_page": next,
		"data": renderAll(v, page, asked.expansion),
	}
	if asked.counted {
		answer["total_count"] = len(found)
	}
	return answer, nil
}

func readSearch(r resource, p *parameters, key credential) (asked searching, problem *apiError) {
	paths, problem := p.takeExpansions()
	if problem != nil {
		return asked, problem
	}
	asked.counted = slices.Contains(paths, "total_count")
	paths = slices.DeleteFunc(paths, func(path string) bool { return path == "total_count" })
	if asked.expansion, problem = planPageExpansion(r.object, paths, key); problem != nil {
		return asked, problem
	}
	if asked.limit, problem = p.takeLimit(); problem != nil {
		return asked, problem
	}
	if asked.text, problem = p.takeQuery(); problem != nil {
		return asked, problem
	}
	if asked.after, problem = p.takePage(asked.text); problem != nil {
		return asked, problem
	}
	if problem := p.finish(); problem != nil {
		return asked, problem
	}
	asked.query, problem = parseQuery(asked.text, r.searched)
	return asked, problem
}

func (p *parameters) takeQuery() (string, *apiError) {
	text, given, problem := p.take("query")
	if problem == nil && !given {
		return "", invalidRequest("parameter_missing", "query", "Missing required param: query.")
	}
	return text, problem
}

// find returns all matches, the newest first, as search sees them.
func (s *Sim) find(r resource, query query, v *view) []*record {
	all := s.store.collections[r.object].all
	var found []*record
	for i := len(all) - 1; i >= 0; i-- {
		seen := all[i].seenBySearch(v.now, s.options.SearchLag)
		if seen != nil && query.matches(seen) {
			found = append(found, all[i])
		}
	}
	return found
}

// page cuts the matches to the page and returns the token of the next one, or
// nil when there is none.
func (s searching) page(found []*record) (page []*record, next any) {
	if s.after != nil {
		last := &record{created: s.after.Created, serial: s.after.Serial}
		from := slices.IndexFunc(found, func(r *record) bool { return r.older(last) })
		if from < 0 {
			return nil, nil
		}
		found = found[from:]
	}
	if len(found) <= s.limit {
		return found, nil
	}
	return found[:s.limit], pageToken(found[s.limit-1], s.text)
}

func pageToken(last *record, text string) string {
	token, err := json.Marshal(cursor{Created: last.created, Serial: last.serial, Query: fingerprint(text)})
	if err != nil {
		panic("stripesim: marshal a page token: " + err.Error())
	}
	return base64.RawURLEncoding.EncodeToString(token)
}

// takePage reads a page token and refuses one of another query.
func (p *parameters) takePage(text string) (*cursor, *apiError) {
	token, given, problem := p.take("page")
	if problem != nil || !given {
		return nil, problem
	}
	invalid := invalidRequest("", "page", "Invalid page token: it must be the next_page of an earlier answer to the same query.")
	data, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return nil, invalid
	}
	var after cursor
	if err := json.Unmarshal(data, &after); err != nil || after.Query != fingerprint(text) {
		return nil, invalid
	}
	return &after, nil
}

func fingerprint(text string) uint64 {
	hash := fnv.New64a()
	hash.Write([]byte(text))
	return hash.Sum64()
}
