package sqldb

import "time"

// A wall clock is kept as a time.Time labelled UTC.

// wallClock returns what the clocks of loc show at t.
func wallClock(t time.Time, loc *time.Location) time.Time {
	t = t.In(loc)
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// instantOf returns when the clocks of loc show wall: the first time where
// they show it twice, the moment of the change where they skip it. It never
// decreases as wall grows, so that a column of wall clocks is in the order of
// its instants.
func instantOf(wall time.Time, loc *time.Location) time.Time {
	if loc == time.UTC {
		return wall
	}
	y, m, d := wall.Date()
	t := time.Date(y, m, d, wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), loc)
	start, end := t.ZoneBounds()
	if wallClock(t, loc).Equal(wall) {
		if start.IsZero() {
			return t.UTC()
		}
		earlier := wall.Add(-offsetBefore(start, loc))
		if earlier.Before(start) {
			return earlier.UTC()
		}
		return t.UTC()
	}
	if !start.IsZero() && skipped(wall, start, loc) {
		return start.UTC()
	}
	return end.UTC()
}

// skipped reports whether the change at b leaves wall out.
func skipped(wall, b time.Time, loc *time.Location) bool {
	return !wall.Add(-offsetBefore(b, loc)).Before(b) && wall.Before(wallClock(b, loc))
}

// offsetBefore returns the offset of loc until the change at b.
func offsetBefore(b time.Time, loc *time.Location) time.Duration {
	_, offset := b.Add(-1).In(loc).Zone()
	return time.Duration(offset) * time.Second
}

// wallFrom returns the least wall clock of loc that instantOf maps to v or later.
func wallFrom(v time.Time, loc *time.Location) time.Time {
	wall := wallClock(v, loc)
	if loc == time.UTC {
		return wall
	}
	start, _ := v.In(loc).ZoneBounds()
	if start.IsZero() {
		return wall
	}
	until := start.UTC().Add(offsetBefore(start, loc)) // what the clocks would have shown at the change
	if instantOf(wall, loc).Before(v) || v.Equal(start) {
		return until
	}
	return wall
}

// wallAfter returns the least wall clock, in steps of unit, that instantOf maps to later than v.
func wallAfter(v time.Time, loc *time.Location, unit time.Duration) time.Time {
	wall := wallClock(v, loc)
	if !instantOf(wall, loc).Equal(v) {
		return ceilTime(wallFrom(v, loc), unit)
	}
	return floorTime(wall, unit).Add(unit)
}

// floorTime and ceilTime move t to a multiple of unit since the epoch.
func floorTime(t time.Time, unit time.Duration) time.Time {
	if unit >= 24*time.Hour {
		return t.Truncate(unit) // Truncate counts from year 1, which began a day, too
	}
	if unit <= time.Second {
		return t.Truncate(unit)
	}
	return t
}

func ceilTime(t time.Time, unit time.Duration) time.Time {
	if f := floorTime(t, unit); f.Before(t) {
		return f.Add(unit)
	}
	return t
}
