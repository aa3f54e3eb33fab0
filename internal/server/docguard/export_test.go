package docguard

// CheckOverlap lets tests count the visits of the rule for overlapping fields.
var CheckOverlap = checkOverlap
