package sqldb

import (
	"strconv"
	"time"
)

// parseClock reads a time as databases write it: a date, or a date and a time
// with any number of fraction digits up to nine, with or without an offset.
// Without one it is a wall clock of loc. It reports false for everything else,
// such as infinity, years before Christ and MySQL's zero date.
func parseClock(s string, loc *time.Location) (time.Time, bool) {
	wall, rest, ok := parseWall(s)
	if !ok {
		return time.Time{}, false
	}
	if rest == "" {
		return instantOf(wall, loc), true
	}
	offset, ok := parseOffset(rest)
	return wall.Add(-offset), ok
}

// parseWall reads date and time without an offset, and returns what follows.
func parseWall(s string) (wall time.Time, rest string, ok bool) {
	if len(s) < len("2006-01-02") {
		return wall, "", false
	}
	day, err := time.Parse("2006-01-02", s[:10])
	if err != nil || day.Year() == 0 {
		return wall, "", false
	}
	s = s[10:]
	if s == "" {
		return day, "", true
	}
	if len(s) < len("T15:04") || s[0] != 'T' && s[0] != ' ' && s[0] != 't' {
		return wall, "", false
	}
	end, layout := len("T15:04"), "15:04"
	if len(s) >= len("T15:04:05") && s[6] == ':' {
		end, layout = len("T15:04:05"), "15:04:05"
	}
	clock, err := time.Parse(layout, s[1:end])
	if err != nil {
		return wall, "", false
	}
	fraction, rest, ok := parseFraction(s[end:])
	wall = day.Add(time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute +
		time.Duration(clock.Second())*time.Second + fraction)
	return wall, rest, ok && (fraction == 0 || end > len("T15:04"))
}

func parseFraction(s string) (fraction time.Duration, rest string, ok bool) {
	if s == "" || s[0] != '.' {
		return 0, s, true
	}
	n := 1
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	digits := s[1:n]
	if digits == "" || len(digits) > 9 {
		return 0, "", false
	}
	ns, err := strconv.Atoi((digits + "000000000")[:9])
	return time.Duration(ns), s[n:], err == nil
}

// parseOffset reads Z, +02, +0200, +02:00 and +02:00:00, after a space or not.
func parseOffset(s string) (time.Duration, bool) {
	if s[0] == ' ' {
		s = s[1:]
	}
	if s == "Z" || s == "z" {
		return 0, true
	}
	for _, layout := range [...]string{"-07", "-0700", "-07:00", "-07:00:00"} {
		if len(layout) != len(s) {
			continue
		}
		if t, err := time.Parse(layout, s); err == nil {
			_, offset := t.Zone()
			return time.Duration(offset) * time.Second, true
		}
	}
	return 0, false
}

// clockKey writes an instant so that texts are in the order of instants.
// The zero time, which is missing, has none.
func clockKey(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000000") }
