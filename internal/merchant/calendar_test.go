package merchant_test

import (
	"testing"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
)

func TestBlackFriday(t *testing.T) {
	for year, day := range map[int]int{2022: 25, 2023: 24, 2024: 29, 2025: 28, 2026: 27, 2029: 23, 2030: 29} {
		if got := merchant.BlackFriday(year); got != time.Date(year, time.November, day, 0, 0, 0, 0, time.UTC) {
			t.Errorf("Black Friday %d is %v, want November %d", year, got, day)
		}
	}
}

func TestBlackFridayBump(t *testing.T) {
	byDay := map[string]int{}
	m := merchant.New(7, afterBlackFriday)
	for i := range m.Orders {
		byDay[m.Orders[i].PlacedAt.Format(time.DateOnly)]++
	}
	if friday, before := byDay["2026-11-27"], byDay["2026-11-20"]; friday < 3*before {
		t.Errorf("%d orders on Black Friday, %d a week before", friday, before)
	}
	weekdays := map[time.Weekday]int{}
	m = merchant.New(7, time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC))
	for i := range m.Orders {
		weekdays[m.Orders[i].PlacedAt.Weekday()]++
	}
	if weekdays[time.Sunday]*10 < weekdays[time.Friday]*11 {
		t.Errorf("no rhythm of the week: %v", weekdays)
	}
}

func TestDayCurve(t *testing.T) {
	sum := 0.0
	for hour := range 24 {
		curve := merchant.DayCurve(afterBlackFriday.Truncate(24 * time.Hour).Add(time.Duration(hour) * time.Hour))
		if curve < 0.6 || curve > 1.4 {
			t.Errorf("at %d o'clock: %v", hour, curve)
		}
		sum += curve
	}
	if sum < 23 || sum > 25 {
		t.Errorf("a day has %v hours' worth", sum)
	}
}
