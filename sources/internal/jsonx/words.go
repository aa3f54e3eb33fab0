package jsonx

// longestWord bounds what is worth to be remembered.
const longestWord = 32

// words remembers words, each in the one place that it can have: what comes
// later to the same place takes it.
type words [128]string

func (w *words) of(text []byte) string {
	if len(text) == 0 || len(text) > longestWord {
		return string(text)
	}
	hash := uint32(2166136261) // FNV-1a
	for _, c := range text {
		hash = (hash ^ uint32(c)) * 16777619
	}
	known := &w[hash%uint32(len(w))]
	if *known != string(text) {
		*known = string(text)
	}
	return *known
}
