package jsonxtest

import (
	"math/rand/v2"
	"testing"
)

// CheckMutants compares both ways of reading over real texts and many changes
// of them, always the same.
func (w Twin) CheckMutants(t testing.TB, texts [][]byte) {
	t.Helper()
	const mutants = 800
	random := rand.New(rand.NewPCG(1, 2))
	for _, text := range texts {
		if !w.Compare(t, text) {
			t.Errorf("%s: a real text is not read\n%s", w.Name, text)
		}
	}
	read := 0
	for n := 0; n < mutants && !t.Failed(); n++ {
		mutant := Mutate(random, texts[random.IntN(len(texts))])
		if random.IntN(3) == 0 {
			mutant = Mutate(random, append(mutant, ' '))
		}
		if w.Compare(t, mutant) {
			read++
		}
	}
	if share := float64(read) / mutants; !t.Failed() && (share < 0.2 || share > 0.95) {
		t.Errorf("%s: %d of %d changed texts are read: the changes prove little", w.Name, read, mutants)
	}
}

// Benchmark decodes texts.
func (w Twin) Benchmark(b *testing.B, texts [][]byte) {
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	b.Run(w.Name, func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(size))
		for b.Loop() {
			for _, text := range texts {
				if _, err := w.read(text); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
