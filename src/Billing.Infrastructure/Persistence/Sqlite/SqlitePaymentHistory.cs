using Billing.Application.Abstractions;
using Billing.Application.Payments;
using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using Billing.Infrastructure.Persistence.Conventions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.ObjectPool;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Reads the history by statements that stay prepared on connections that stay open: EF's context, its opening of a connection and its
/// query cost more than everything else that is done for a page (docs/performance.md).
/// </summary>
internal sealed class SqlitePaymentHistory : IPaymentHistoryReader, IDisposable
{
    /// <summary>More are closed after use. SQLite works on the threads that ask it, of which there are hardly ever more.</summary>
    private const int ConnectionsKept = 32;

    private readonly ObjectPool<Connection> _connections;

    /// <summary>Opens nothing yet.</summary>
    public SqlitePaymentHistory(string connectionString) =>
        _connections = new DefaultObjectPoolProvider { MaximumRetained = ConnectionsKept }.Create(new ConnectionPolicy(connectionString));

    /// <inheritdoc />
    public Task<IReadOnlyList<PaymentDetails>> ReadAsync(PaymentHistoryPart part, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PaymentDetails>>(Use(c => c.Read(part)));

    /// <inheritdoc />
    public Task<long> CountAsync(Guid userId, CancellationToken cancellationToken) => Task.FromResult(Use(c => c.Count(userId)));

    /// <inheritdoc />
    public void Dispose() => ((IDisposable)_connections).Dispose();

    private T Use<T>(Func<Connection, T> use)
    {
        Connection connection = _connections.Get();
        T result;
        try
        {
            result = use(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _connections.Return(connection);
        return result;
    }

    private sealed class ConnectionPolicy(string connectionString) : PooledObjectPolicy<Connection>
    {
        private readonly string _connectionString =
            new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

        public override Connection Create() => new(_connectionString);

        public override bool Return(Connection obj) => true;
    }

    private sealed class Connection : IDisposable
    {
        private const string Columns = """
            id, amount_cents, amount_refunded_cents, currency, status, payment_method, payment_method_last4, description, failure_reason,
            paid_at, refunded_at, created_at, discount_cents, dispute_status, receipt_url
            """;

        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _count;
        private readonly Dictionary<Shape, SqliteCommand> _pages = [];

        public Connection(string connectionString)
        {
            _connection = new SqliteConnection(connectionString);
            _connection.Open();
            _count = _connection.CreateCommand();
            _count.CommandText = "SELECT total FROM payment_counts WHERE user_id = $user";
            _count.Parameters.Add(new SqliteParameter("$user", DBNull.Value));
        }

        public long Count(Guid userId)
        {
            _count.Parameters[0].Value = userId;
            return _count.ExecuteScalar() as long? ?? 0;
        }

        public List<PaymentDetails> Read(PaymentHistoryPart part)
        {
            SqliteCommand command = Prepared(new Shape(part));
            SqliteParameterCollection parameters = command.Parameters;
            parameters["$user"].Value = part.UserId;
            parameters["$count"].Value = part.Count;
            parameters["$offset"].Value = part.Offset;
            parameters["$place"].Value = OrNull(part.Behind?.CreatedAt);
            parameters["$place_id"].Value = OrNull(part.Behind?.Id);
            parameters["$status"].Value = part.Status is { } status ? SnakeCaseEnumConverter<PaymentStatus>.NameOf(status) : DBNull.Value;
            parameters["$from"].Value = OrNull(part.From);
            parameters["$to"].Value = OrNull(part.To);
            using SqliteDataReader row = command.ExecuteReader();
            var payments = new List<PaymentDetails>(part.Count);
            while (row.Read())
            {
                payments.Add(Payment(new SqliteRow(row)));
            }

            return payments;
        }

        public void Dispose()
        {
            _count.Dispose();
            foreach (SqliteCommand command in _pages.Values)
            {
                command.Dispose();
            }

            _connection.Dispose();
        }

        private SqliteCommand Prepared(Shape shape)
        {
            if (_pages.TryGetValue(shape, out SqliteCommand? prepared))
            {
                return prepared;
            }

            SqliteCommand command = _connection.CreateCommand();
            command.CommandText = shape.HasOffset
                ? $"SELECT {Columns} FROM payment_transactions WHERE id IN (SELECT id {Ids(shape)} OFFSET $offset) ORDER BY created_at DESC, id DESC"
                : $"SELECT {Columns} {Ids(shape)}";
            foreach (string name in (ReadOnlySpan<string>)["$user", "$count", "$offset", "$place", "$place_id", "$status", "$from", "$to"])
            {
                command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
            }

            _pages.Add(shape, command);
            return command;
        }

        /// <summary>The index gives the ids of the page without touching the rows that an offset skips.</summary>
        private static string Ids(Shape shape) =>
            "FROM payment_transactions WHERE user_id = $user"
            + (shape.HasPlace ? " AND created_at <= $place AND (created_at < $place OR id < $place_id)" : "")
            + (shape.HasStatus ? " AND status = $status" : "")
            + (shape.HasFrom ? " AND created_at >= $from" : "")
            + (shape.HasTo ? " AND created_at < $to" : "")
            + " ORDER BY created_at DESC, id DESC LIMIT $count";

        private static PaymentDetails Payment(SqliteRow row) => new(
            row.Id(0),
            row.Number(1),
            row.Number(2),
            row.Text(3),
            SnakeCaseEnumConverter<PaymentStatus>.ValueOf(row.Text(4)),
            row.TextOrNull(5),
            row.TextOrNull(6),
            row.TextOrNull(7),
            row.TextOrNull(8),
            row.TimeOrNull(9),
            row.TimeOrNull(10),
            row.Time(11),
            row.Number(12),
            row.TextOrNull(13) is { } standing ? SnakeCaseEnumConverter<DisputeStanding>.ValueOf(standing) : null,
            row.TextOrNull(14));

        private static object OrNull<T>(T? value)
            where T : struct => value is { } there ? there : DBNull.Value;

        /// <summary>What a statement asks for.</summary>
        private readonly record struct Shape(bool HasOffset, bool HasPlace, bool HasStatus, bool HasFrom, bool HasTo)
        {
            public Shape(PaymentHistoryPart part)
                : this(part.Offset > 0, part.Behind is not null, part.Status is not null, part.From is not null, part.To is not null)
            {
            }
        }
    }
}
