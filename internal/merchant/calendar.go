package merchant

import (
	"math/rand/v2"
	"slices"
	"sort"
	"time"
)

// BlackFriday is the day after the fourth Thursday of November.
func BlackFriday(year int) time.Time {
	first := time.Date(year, time.November, 1, 0, 0, 0, 0, time.UTC)
	toThursday := (int(time.Thursday) - int(first.Weekday()) + 7) % 7
	return first.AddDate(0, 0, toThursday+21+1)
}

// Busyness is how many orders come in an hour, compared with the average hour:
// a week's and a day's rhythm, and the days around Black Friday.
func Busyness(at time.Time) float64 {
	at = at.UTC()
	week := [...]float64{1.15, 1.05, 0.95, 0.95, 1.0, 0.9, 1.0} // from Sunday
	return week[at.Weekday()] * DayCurve(at) * sale(at)
}

// DayCurve is the hour's part of [Busyness], between 0.6 and 1.4.
func DayCurve(at time.Time) float64 {
	hours := [...]float64{
		0.7, 0.62, 0.6, 0.6, 0.6, 0.65, 0.75, 0.9, 1.0, 1.1, 1.15, 1.15,
		1.2, 1.15, 1.1, 1.1, 1.15, 1.2, 1.3, 1.4, 1.4, 1.25, 1.05, 0.85,
	}
	return hours[at.UTC().Hour()]
}

// sale is what Black Friday and the days around it add.
func sale(at time.Time) float64 {
	days := at.Truncate(24*time.Hour).Sub(BlackFriday(at.Year())) / (24 * time.Hour)
	switch days {
	case -1:
		return 1.6
	case 0:
		return 4
	case 1, 2:
		return 2.3
	case 3: // Cyber Monday
		return 3
	}
	return 1
}

// spread returns n moments of the last days before now, the oldest first, more
// of them where it was busy.
func spread(r *rand.Rand, now time.Time, days, n int) []time.Time {
	start := now.AddDate(0, 0, -days)
	hours := days * 24
	sums := make([]float64, hours)
	sum := 0.0
	for h := range hours {
		growth := 1 + 0.3*float64(h)/float64(hours)
		sum += growth * Busyness(start.Add(time.Duration(h)*time.Hour))
		sums[h] = sum
	}
	moments := make([]time.Time, n)
	for i := range moments {
		hour := min(hours-1, sort.SearchFloat64s(sums, r.Float64()*sum))
		moments[i] = start.Add(time.Duration(hour)*time.Hour + time.Duration(r.IntN(3600))*time.Second)
	}
	slices.SortFunc(moments, time.Time.Compare)
	return moments
}
