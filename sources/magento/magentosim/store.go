package magentosim

import "fmt"

// store holds the shop. Its methods expect the caller to hold the lock.
type store struct {
	orders, items, invoices, shipments, creditmemos, transactions table

	addresses, documentRows, comments, tracks table // hand out ids only

	transactionsOf map[int64][]int64 // by order

	numbers map[string]int64 // the last number by kind and store
}

func newStore() *store {
	return &store{numbers: map[string]int64{}, transactionsOf: map[int64][]int64{}}
}

// number makes an increment id: nine digits per store, and the store's id in
// front of them for all stores but the first.
func (st *store) number(kind string, storeID int, increment *string) {
	key := fmt.Sprintf("%s %d", kind, storeID)
	if *increment != "" {
		return
	}
	st.numbers[key]++
	*increment = fmt.Sprintf("%09d", st.numbers[key])
	if storeID != 1 {
		*increment = fmt.Sprintf("%d%s", storeID, *increment)
	}
}
