using Billing.Domain.Operations;
using Billing.Infrastructure.Idempotency;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class IdempotencyRetentionTests
{
    private UseCaseHarness _app = null!;

    [SetUp]
    public async Task SetUp() => _app = await UseCaseHarness.StartAsync();

    [TearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    [Test]
    public async Task A_key_goes_when_its_day_is_over_and_not_before()
    {
        DateTime now = _app.Clock.GetUtcNow().UtcDateTime;
        await AddAsync([("old", now.AddHours(-24).AddSeconds(-1)), ("young", now.AddHours(-24).AddSeconds(1)), ("new", now)]);

        (await RemoveAsync()).ShouldBeFalse();

        (await KeysAsync()).ShouldBe(["new", "young"], ignoreOrder: true);
    }

    [Test]
    public async Task Many_go_a_few_at_a_time()
    {
        DateTime now = _app.Clock.GetUtcNow().UtcDateTime;
        await AddAsync([.. Enumerable.Range(0, IdempotencyRetention.BatchSize + 50).Select(i => ($"k{i}", now.AddDays(-3).AddSeconds(i)))]);

        (await RemoveAsync()).ShouldBeTrue();
        (await KeysAsync()).Count.ShouldBe(50);
        (await RemoveAsync()).ShouldBeFalse();
        (await KeysAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task One_under_which_a_request_is_at_work_stays()
    {
        DateTime now = _app.Clock.GetUtcNow().UtcDateTime;
        await AddAsync([("busy", now.AddHours(-25))]);
        await _app.InDatabaseAsync(async db =>
        {
            (await db.IdempotencyKeys.SingleAsync()).TakeOver(now);
            return await db.SaveChangesAsync(CancellationToken.None);
        });

        (await RemoveAsync()).ShouldBeFalse();

        (await KeysAsync()).ShouldBe(["busy"]);
    }

    private Task<bool> RemoveAsync() => _app.InDatabaseAsync(db => new IdempotencyRetention(db, _app.Clock).RemoveBatchAsync(CancellationToken.None));

    private Task<int> AddAsync((string Key, DateTime CreatedAt)[] keys) => _app.InDatabaseAsync(db =>
    {
        db.IdempotencyKeys.AddRange(keys.Select(k => IdempotencyKey.Begin(_app.Id, k.Key, "hash", k.CreatedAt)));
        return db.SaveChangesAsync(CancellationToken.None);
    });

    private Task<List<string>> KeysAsync() => _app.InDatabaseAsync(db => db.IdempotencyKeys.Select(k => k.Key).ToListAsync());
}
