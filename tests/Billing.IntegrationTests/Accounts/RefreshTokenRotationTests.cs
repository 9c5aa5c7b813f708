using Billing.Application.Abstractions;
using Billing.Infrastructure.Identity;
using Billing.Infrastructure.Persistence;
using Billing.Infrastructure.Persistence.Sqlite;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.StripeEvents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Accounts;

[TestFixture]
public sealed class RefreshTokenRotationTests
{
    /// <summary>A rotation reads the clock when it has found the token unused, and again to make the successor; then it writes.</summary>
    private const int ReadsBeforeWriting = 2;
    private const int Callers = 6;

    [Test]
    public async Task Of_many_rotations_that_found_the_token_unused_exactly_one_gets_the_successor()
    {
        await using var app = await BillingApp.StartAsync();
        using var user = await app.RegisterAsync();
        await using var first = app.Services.CreateAsyncScope();
        var token = await first.ServiceProvider.GetRequiredService<IRefreshTokens>().IssueAsync(user.Id, CancellationToken.None);

        var clock = new CountingClock();
        var rotations = await StartAllBeforeAnyWritesAsync(app, clock, token.Value);

        var accepted = await Task.WhenAll(rotations);
        accepted.ShouldAllBe(a => a != null && a.UserId == user.Id);
        var successor = accepted.Select(a => a!.Successor).Where(s => s is not null).ShouldHaveSingleItem();
        (await RotateAsync(app, TimeProvider.System, successor!.Value)).ShouldNotBeNull().Successor.ShouldNotBeNull();
    }

    /// <summary>On SQLite nobody writes while the gate is held here; SQL Server lets them race by itself.</summary>
    private static async Task<List<Task<AcceptedRefreshToken?>>> StartAllBeforeAnyWritesAsync(BillingApp app, CountingClock clock, string token)
    {
        var gate = app.Services.GetService<SqliteWriteGate>();
        using var turn = gate is null ? null : await gate.EnterAsync(WritePriority.Ordinary, CancellationToken.None);
        var rotations = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => RotateAsync(app, clock, token))).ToList();
        await Wait.UntilAsync(() => Task.FromResult(clock.Reads), reads => reads >= Callers * ReadsBeforeWriting, "all found the token unused");
        return rotations;
    }

    private static async Task<AcceptedRefreshToken?> RotateAsync(BillingApp app, TimeProvider clock, string token)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDbContext>();
        return await new RefreshTokens(db, clock, NullLogger<RefreshTokens>.Instance).RotateAsync(token, CancellationToken.None);
    }

    private sealed class CountingClock : TimeProvider
    {
        private int _reads;

        public int Reads => Volatile.Read(ref _reads);

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref _reads);
            return base.GetUtcNow();
        }
    }
}
