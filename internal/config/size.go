package config

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Size is a number of bytes. It is written as `1MB`: kB, KB, MB and GB are powers of 1000, KiB, MiB and GiB powers of 1024.
type Size int64

type sizeUnit struct {
	name  string
	bytes int64
}

// sizeUnits is in the order in which String tries them.
func sizeUnits() []sizeUnit {
	return []sizeUnit{
		{"GB", 1e9}, {"GiB", 1 << 30}, {"MB", 1e6}, {"MiB", 1 << 20}, {"KB", 1e3}, {"KiB", 1 << 10}, {"kB", 1e3}, {"B", 1},
	}
}

// ParseSize reads a whole number with a unit, such as 64KiB. It refuses negative sizes and ones beyond 8 EB.
func ParseSize(text string) (Size, error) {
	digits := strings.TrimRight(text, "BGKMik ")
	unit := strings.TrimLeft(text[len(digits):], " ")
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 0 {
		return 0, errors.New("a size is a whole number and a unit, such as 1MB or 64KiB")
	}
	for _, u := range sizeUnits() {
		if u.name != unit {
			continue
		}
		if n > math.MaxInt64/u.bytes {
			return 0, fmt.Errorf("%s is more than 8 EB", text)
		}
		return Size(n * u.bytes), nil
	}
	return 0, errors.New("a size has one of the units B, KB, MB, GB, KiB, MiB, GiB")
}

// String returns the size in the largest unit that divides it.
func (s Size) String() string {
	for _, u := range sizeUnits() {
		if s != 0 && int64(s)%u.bytes == 0 {
			return strconv.FormatInt(int64(s)/u.bytes, 10) + u.name
		}
	}
	return "0B"
}
