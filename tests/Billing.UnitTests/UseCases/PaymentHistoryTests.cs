using AutoMapper;
using Billing.Application.Abstractions;
using Billing.Application.Payments;
using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using Billing.Infrastructure.Identity;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class PaymentHistoryTests
{
    private const int Count = 60;
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Some have everything that a payment can have.</summary>
    private const string FillIn = """
        UPDATE payment_transactions SET amount_refunded_cents = 7, discount_cents = 9, payment_method = 'visa', payment_method_last4 = '4242',
            failure_reason = 'declined', paid_at = '2026-01-01 00:00:03.5', refunded_at = '2026-01-02 03:04:05.1234567', dispute_status = 'under_review',
            receipt_url = 'https://pay.test/é' WHERE amount_cents % 4 = 0
        """;

    private UseCaseHarness _app = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _app = await UseCaseHarness.StartAsync();
        await _app.InDatabaseAsync(async db =>
        {
            var other = new User { Email = "bob@example.com", UserName = "bob@example.com", CreatedAt = Start };
            db.Users.Add(other);
            for (int i = 0; i < Count; i++)
            {
                // Five payments share each second, so that the order rests on the ids too.
                db.Payments.Add(Payment(_app.Id, i, Start.AddSeconds(i / 5)));
                db.Payments.Add(Payment(other.Id, Count + i, Start.AddSeconds(i / 5)));
            }

            db.PaymentCounts.Add(new PaymentCount { UserId = _app.Id, Total = Count });
            await db.SaveChangesAsync(CancellationToken.None);
            return await db.Database.ExecuteSqlRawAsync(FillIn);
        });
    }

    [OneTimeTearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(60)]
    [TestCase(100)]
    public async Task The_cursor_leads_through_all_payments_once_newest_first(int limit)
    {
        List<PaymentDetails> all = [];
        string? cursor = null;
        do
        {
            PaymentHistory page = await PageAsync(limit: limit, cursor: cursor);
            page.Transactions.Count.ShouldBeLessThanOrEqualTo(limit);
            page.Total.ShouldBe(Count);
            all.AddRange(page.Transactions);
            all.Count.ShouldBeLessThanOrEqualTo(Count, "a cursor leads to payments that were there before");
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        all.Count.ShouldBe(Count);
        all.Select(p => p.Id).Distinct().Count().ShouldBe(Count);
        all.Select(p => p.CreatedAt).ShouldBeInOrder(SortDirection.Descending);
        all.ShouldAllBe(p => p.Description!.StartsWith(_app.Id.ToString(), StringComparison.Ordinal));
    }

    [Test]
    public async Task Offset_and_cursor_agree()
    {
        PaymentHistory first = await PageAsync(limit: 13);

        PaymentHistory byOffset = await PageAsync(limit: 13, offset: 13);
        PaymentHistory byCursor = await PageAsync(limit: 13, cursor: first.NextCursor);

        byOffset.Transactions.ShouldBe(byCursor.Transactions);
        byOffset.NextCursor.ShouldBe(byCursor.NextCursor);
    }

    [Test]
    public async Task A_filter_by_status_has_no_total()
    {
        PaymentHistory page = await PageAsync(limit: 100, status: "succeeded");

        page.Transactions.ShouldNotBeEmpty();
        page.Transactions.ShouldAllBe(p => p.Status == PaymentStatus.Succeeded);
        page.Total.ShouldBeNull();
    }

    [Test]
    public async Task A_filter_by_time_takes_its_start_and_leaves_its_end()
    {
        PaymentHistory page = await PageAsync(from: Start.AddSeconds(2), to: Start.AddSeconds(4));

        page.Transactions.Select(p => p.CreatedAt).Distinct().ShouldBe([Start.AddSeconds(3), Start.AddSeconds(2)]);
        page.Transactions.Count.ShouldBe(10);
    }

    /// <summary>The one is for SQLite alone; what it must give is what the queries give.</summary>
    [Test]
    public async Task Both_readers_give_the_same([Values(0, 7)] int offset, [Values] bool filterStatus, [Values] bool filterFrom, [Values] bool filterTo)
    {
        PaymentDetails place = (await PageAsync(limit: 9)).Transactions[^1];
        foreach (PaymentCursor? behind in (PaymentCursor?[])[null, new PaymentCursor(place.CreatedAt, place.Id)])
        {
            var part = new PaymentHistoryPart(
                _app.Id, 20, offset, behind, filterStatus ? PaymentStatus.Succeeded : null, filterFrom ? Start.AddSeconds(3) : null, filterTo ? Start.AddSeconds(8) : null);

            IReadOnlyList<PaymentDetails> read = await _app.UseAsync<IPaymentHistoryReader, IReadOnlyList<PaymentDetails>>(r => r.ReadAsync(part, default));
            IReadOnlyList<PaymentDetails> queried = await _app.UseAsync<IServiceProvider, IReadOnlyList<PaymentDetails>>(services => Queries(services).ReadAsync(part, default));

            read.ShouldNotBeEmpty();
            read.ShouldBe(queried);
            read.ShouldAllBe(p => p.CreatedAt.Kind == DateTimeKind.Utc);
        }
    }

    [Test]
    public async Task Both_readers_count_the_same_also_for_somebody_without_payments()
    {
        foreach (Guid user in (Guid[])[_app.Id, Guid.NewGuid()])
        {
            long read = await _app.UseAsync<IPaymentHistoryReader, long>(r => r.CountAsync(user, default));
            read.ShouldBe(await _app.UseAsync<IServiceProvider, long>(services => Queries(services).CountAsync(user, default)));
        }
    }

    [Test]
    public async Task Fifty_payments_are_a_page_when_nothing_is_said() => (await PageAsync()).Transactions.Count.ShouldBe(50);

    [TestCase(0, null, null, null, nameof(GetPaymentHistory.Limit))]
    [TestCase(101, null, null, null, nameof(GetPaymentHistory.Limit))]
    [TestCase(null, -1, null, null, nameof(GetPaymentHistory.Offset))]
    [TestCase(null, null, "", null, nameof(GetPaymentHistory.Cursor))]
    [TestCase(null, null, "abc", null, nameof(GetPaymentHistory.Cursor))]
    [TestCase(null, null, "////////////////////////////////", null, nameof(GetPaymentHistory.Cursor))]
    [TestCase(null, null, "________________________________", null, nameof(GetPaymentHistory.Cursor))]
    [TestCase(null, null, null, "paid", nameof(GetPaymentHistory.Status))]
    [TestCase(null, null, null, "Succeeded", nameof(GetPaymentHistory.Status))]
    public async Task What_makes_no_sense_is_named(int? limit, int? offset, string? cursor, string? status, string field)
    {
        ValidationException e = await Should.ThrowAsync<ValidationException>(() => PageAsync(limit, offset, cursor, status));

        e.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe(field);
    }

    private Task<PaymentHistory> PageAsync(
        int? limit = null, int? offset = null, string? cursor = null, string? status = null, DateTime? from = null, DateTime? to = null) =>
        _app.SendAsync(new GetPaymentHistory(limit, offset, cursor, status, from, to));

    private static QueriedPaymentHistory Queries(IServiceProvider services) =>
        new(services.GetRequiredService<IBillingDbContext>(), services.GetRequiredService<IMapper>());

    private static PaymentTransaction Payment(Guid userId, int number, DateTime createdAt) => PaymentTransaction.From(
        userId,
        new PaymentIntentSnapshot
        {
            Id = $"pi_{number}",
            AmountCents = 100 + number,
            Currency = "usd",
            CreatedAt = createdAt,
            Description = $"{userId} {number}",
            Status = number % 3 == 0 ? PaymentIntentStatus.Succeeded : PaymentIntentStatus.RequiresPaymentMethod,
        },
        SeenInterval.At(createdAt));
}
