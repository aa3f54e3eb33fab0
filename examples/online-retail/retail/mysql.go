package retail

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/go-sql-driver/mysql"
)

// mariadb loads MySQL and MariaDB, with statements of many rows.
type mariadb struct{ transaction }

const mysqlRows = 1000 // of up to nine cells: below the 65,535 parameters of a statement

func openMySQL(ctx context.Context, dsn string) (target, error) {
	conf, err := mysql.ParseDSN(dsn)
	if err != nil {
		return nil, errors.New("the DSN cannot be read: write user:password@tcp(host:port)/database")
	}
	if err := conf.Apply(mysql.Charset("utf8mb4", "utf8mb4_bin")); err != nil {
		return nil, err
	}
	connector, err := mysql.NewConnector(conf)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &mariadb{transaction{db, tx}}, nil
}

func (*mariadb) system() string { return "mysql" }

func (*mariadb) loaded() string {
	return `SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'retail!_%' ESCAPE '!'`
}

func (m *mariadb) insert(ctx context.Context, t table) error {
	return insertMany(ctx, m.tx, t, mysqlRows, func(v any) any {
		switch v := v.(type) {
		case Mills:
			return v.String()
		case time.Time:
			return v.Format(wallClock)
		}
		return v
	})
}
