using System.Globalization;
using Billing.Domain.Customers;
using Billing.Domain.Plans;
using Billing.Domain.Snapshots;
using Billing.Infrastructure.Identity;
using Billing.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Benchmarks;

/// <summary>
/// Prepares a SQLite database for measuring from outside: users with the customers that generated events name, the price they name,
/// and a long payment history of the first user.
/// </summary>
internal static class SeedCommand
{
    /// <summary>The password of every seeded user; the first one is <c>bench0@example.com</c>.</summary>
    public const string Password = "bench-password-1";

    private const string Usage = "usage: seed --users COUNT --history ROWS --data FOLDER";

    /// <summary>
    /// Inserted by the database itself: ten million rows through EF would take an hour. Keys ascend, as those of real payments do.
    /// </summary>
    private const string InsertHistory = """
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $rows)
        INSERT INTO payment_transactions (id, user_id, stripe_payment_intent_id, stripe_charge_id, stripe_customer_id, intent_status, amount_cents,
            amount_refunded_cents, currency, status, payment_method, payment_method_last4, description, metadata, paid_at, discount_cents, is_held_by_bank, is_complete,
            created_at, seen_from, seen_to, version, updated_at)
        SELECT printf('0190%04X-%04X-7000-8000-%012X', i >> 16, i & 65535, i), $user, printf('pi_Seed%012d', i), printf('ch_Seed%012d', i), $customer,
            'succeeded', 500 + i % 9500, 0, 'usd', 'succeeded', 'visa', '4242', 'Pro (monthly)', '{{}}', t, 0, 0, 1, t, t, t, 0, t
        FROM (SELECT i, strftime('%Y-%m-%d %H:%M:%S', 1600000000 + i * 10, 'unixepoch') AS t FROM n)
        """;

    /// <summary>Runs the command.</summary>
    /// <exception cref="ArgumentException">The arguments cannot be understood.</exception>
    public static async Task RunAsync(string[] args)
    {
        (int users, long history, string folder) = Parse(args);
        Directory.CreateDirectory(folder);
        await using ServiceProvider services = Database(Path.Combine(folder, "billing.db"));
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(default);
        var db = scope.ServiceProvider.GetRequiredService<BillingDbContext>();
        AddPlan(db);
        Guid first = AddUsers(db, users);
        await db.SaveChangesAsync();
        if (history > 0)
        {
            await AddHistoryAsync(db, first, history);
        }

        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;");
        Console.WriteLine($"{users} users, {history} payments of bench0@example.com ({Password}) in {folder}");
    }

    private static (int Users, long History, string Folder) Parse(string[] args)
    {
        IConfiguration given = new ConfigurationBuilder().AddCommandLine(args).Build();
        return int.TryParse(given["users"], CultureInfo.InvariantCulture, out int users) && users > 0
            && long.TryParse(given["history"] ?? "0", CultureInfo.InvariantCulture, out long history) && history >= 0
            && given["data"] is { Length: > 0 } folder
                ? (users, history, folder)
                : throw new ArgumentException(Usage);
    }

    private static ServiceProvider Database(string file)
    {
        IConfiguration settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Billing"] = $"Data Source={file}" })
            .Build();
        return new ServiceCollection().AddLogging().AddPersistence(settings).BuildServiceProvider();
    }

    private static void AddPlan(BillingDbContext db)
    {
        Plan plan = Plan.Create("pro");
        plan.Describe("Pro", "For measuring.", [], 1, active: true);
        plan.Add(PlanPrice.Create(plan.Id, "price_bench_pro", "pro_month_usd", "usd", 1900, BillingInterval.Month));
        db.Plans.Add(plan);
    }

    /// <summary>One hash for all of them: hashing a password takes as long as it should.</summary>
    private static Guid AddUsers(BillingDbContext db, int count)
    {
        string hash = new PasswordHasher<User>().HashPassword(new User(), Password);
        Guid first = Guid.Empty;
        for (int i = 0; i < count; i++)
        {
            string email = $"bench{i}@example.com";
            var user = new User
            {
                UserName = email,
                NormalizedUserName = email.ToUpperInvariant(),
                Email = email,
                NormalizedEmail = email.ToUpperInvariant(),
                EmailConfirmed = true,
                PasswordHash = hash,
                SecurityStamp = Guid.NewGuid().ToString(),
                CreatedAt = DateTime.UnixEpoch,
            };
            first = i == 0 ? user.Id : first;
            db.Users.Add(user);
            db.Customers.Add(Customer.Adopt(user.Id, Snapshot(i, email), SeenInterval.At(DateTime.UnixEpoch), isPrimary: true, DateTime.UnixEpoch));
        }

        return first;
    }

    private static CustomerSnapshot Snapshot(int number, string email)
    {
        string id = CustomerId(number);
        return new CustomerSnapshot { Id = id, CustomerId = id, CreatedAt = DateTime.UnixEpoch, Email = email };
    }

    private static string CustomerId(int number) => string.Create(CultureInfo.InvariantCulture, $"cus_Bench{number:d9}");

    private static Task AddHistoryAsync(BillingDbContext db, Guid user, long rows) => db.InTransactionAsync(
        async cancellationToken =>
        {
            db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            await db.Database.ExecuteSqlRawAsync(
                InsertHistory,
                [new SqliteParameter("$rows", rows), new SqliteParameter("$user", user), new SqliteParameter("$customer", CustomerId(0))],
                cancellationToken);
            await db.Database.ExecuteSqlRawAsync(
                "INSERT INTO payment_counts (user_id, total) VALUES ({0}, {1})", [user, rows], cancellationToken);
        },
        default);
}
