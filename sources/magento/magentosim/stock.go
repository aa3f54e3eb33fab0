package magentosim

// defaultSource is the source that every shop has.
const defaultSource = "default"
