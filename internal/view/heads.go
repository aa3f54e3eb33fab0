package view

import "cmp"

// heads are the streams that have an item to give, as a heap: the first one's
// is the least. An item costs as many comparisons as the logarithm of their number.
type heads[T any] struct {
	list []*stream[T]
	desc bool
}

func (h *heads[T]) less(a, b *stream[T]) bool {
	d := a.head.Compare(b.head)
	if d == 0 {
		d = cmp.Compare(a.rank, b.rank)
	}
	return d < 0 && !h.desc || d > 0 && h.desc
}

// add takes one more stream in.
func (h *heads[T]) add(s *stream[T]) {
	h.list = append(h.list, s)
	for i := len(h.list) - 1; i > 0; {
		parent := (i - 1) / 2
		if !h.less(h.list[i], h.list[parent]) {
			return
		}
		h.list[i], h.list[parent] = h.list[parent], h.list[i]
		i = parent
	}
}

// drop leaves the first stream out, which has nothing more to give.
func (h *heads[T]) drop() {
	last := len(h.list) - 1
	h.list[0] = h.list[last]
	h.list = h.list[:last]
	h.fix()
}

// fix puts the first stream where it belongs, now that its head is another.
func (h *heads[T]) fix() {
	for i := 0; ; {
		least := 2*i + 1
		if least >= len(h.list) {
			return
		}
		if right := least + 1; right < len(h.list) && h.less(h.list[right], h.list[least]) {
			least = right
		}
		if !h.less(h.list[least], h.list[i]) {
			return
		}
		h.list[i], h.list[least] = h.list[least], h.list[i]
		i = least
	}
}
