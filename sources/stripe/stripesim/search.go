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

// search answers with one page of a query's matches, the newest first.
func (s *Sim) search(r resource, p *parameters, key credential) (object, *apiError) {
	paths, problem := p.takeExpansions()
	if problem != nil {
		return nil, problem
	}
	limit, problem := p.takeLimit()
	if problem != nil {
		return nil, problem
	}
	text, given, problem := p.take("query")
	if problem != nil {
		return nil, problem
	}
	if !given {
		return nil, invalidRequest("parameter_missing", "query", "Missing required param: query.")
	}
	after, problem := p.takePage(text)
	if problem != nil {
		return nil, problem
	}
	if problem := p.finish(); problem != nil {
		return nil, problem
	}
	query, problem := parseQuery(text, r.searched)
	if problem != nil {
		return nil, problem
	}
	counted := slices.Contains(paths, "total_count")
	paths = slices.DeleteFunc(paths, func(path string) bool { return path == "total_count" })
	expansion, problem := planPageExpansion(r.object, paths, key)
	if problem != nil {
		return nil, problem
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	v := s.view()
	found := s.find(r, query, v)
	answer := searchPage(found, after, limit, text)
	answer["url"] = r.path + "/search"
	answer["data"] = renderAll(v, answer["data"].([]*record), expansion)
	if counted {
		answer["total_count"] = len(found)
	}
	return answer, nil
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

func searchPage(found []*record, after *cursor, limit int, text string) object {
	if after != nil {
		last := &record{created: after.Created, serial: after.Serial}
		from := slices.IndexFunc(found, func(r *record) bool { return r.older(last) })
		if from < 0 {
			from = len(found)
		}
		found = found[from:]
	}
	answer := object{"object": "search_result", "has_more": len(found) > limit, "next_page": nil}
	if len(found) > limit {
		found = found[:limit]
		answer["next_page"] = pageToken(found[limit-1], text)
	}
	answer["data"] = found
	return answer
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
