// Package view holds the virtual collections: [Complete] makes a weak
// collection a full one, [Union] lists several as one, and [Prefer] shows one
// entity where several sources keep a record of it. They keep no state: where a
// listing stands is in its cursors alone.
package view
