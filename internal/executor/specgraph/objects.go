package specgraph

import (
	"errors"
	"fmt"
)

// User is who asks.
type User struct {
	FirstName, LastName *string
	Birthday            *Birthday
}

// A is the object of the example of field collection.
type A struct{ Subfield1, Subfield2 *string }

// Birthday can be changed.
type Birthday struct{ Month *int }

// Character is a hero or a friend of one.
type Character struct {
	ID      string
	Called  string // nothing where the name cannot be fetched
	Friends []*Character
}

// Name fails where the name cannot be fetched.
func (c *Character) Name() (*string, error) {
	name, err := c.MustName()
	return &name, err
}

// MustName is Name for a field that must not be null.
func (c *Character) MustName() (string, error) {
	if c.Called == "" {
		return "", fmt.Errorf("Name for character with ID %s could not be fetched.", c.ID) //nolint:staticcheck // the specification's words
	}
	return c.Called, nil
}

// FirmFriends are the friends, none of which may be null.
func (c *Character) FirmFriends() []*Character { return c.Friends }

// MustFriends are the friends, which must be there.
func (c *Character) MustFriends() []*Character { return c.Friends }

// FirmMustFriends are the friends, which must be there and none of which may be null.
func (c *Character) FirmMustFriends() []*Character { return c.Friends }

// Box leads to the items of the root.
type Box struct{ root *Root }

// Item holds a number, or nothing, or fails.
type Item struct {
	Value   *int
	Err     error
	Inner   *Item
	Numbers []*int
}

// FirmNumbers are the numbers, none of which may be null.
func (i *Item) FirmNumbers() []*int { return i.Numbers }

// FirmMustNumbers are the numbers, which must be there and none of which may be null.
func (i *Item) FirmMustNumbers() []*int { return i.Numbers }

// Must is the number, and fails where the item does.
func (i *Item) Must() (*int, error) { return i.Value, i.Err }

// MustInner is the item within.
func (i *Item) MustInner() (*Item, error) { return i.Inner, i.Err }

// Pet is an interface.
type Pet interface{ isPet() }

// Sentient is an interface beside Pet.
type Sentient interface{ isSentient() }

// CatOrDog is a union.
type CatOrDog interface{ isCatOrDog() }

// Dog implements both interfaces.
type Dog struct {
	Name       string
	Owner      *User
	BarkVolume *int
}

func (*Dog) isPet()      {}
func (*Dog) isSentient() {}
func (*Dog) isCatOrDog() {}

// Cat implements one.
type Cat struct {
	Name       string
	Owner      *User
	MeowVolume *int
}

func (*Cat) isPet()      {}
func (*Cat) isCatOrDog() {}

// NumberHolder shows the number at the time of reading.
type NumberHolder struct{ root *Root }

// TheNumber is the number now.
func (n *NumberHolder) TheNumber() int {
	n.root.mu.Lock()
	defer n.root.mu.Unlock()
	return n.root.number
}

// Message was posted to a room.
type Message struct {
	Sender *string
	Words  string // nothing where the text is lost
}

// Text fails where it is lost.
func (m *Message) Text() (string, error) {
	if m.Words == "" {
		return "", errors.New("the text is lost")
	}
	return m.Words, nil
}
