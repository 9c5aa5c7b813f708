using Billing.Application.Invoices;
using Billing.Domain.Invoices;
using Billing.Domain.Snapshots;
using FluentValidation;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class ListInvoicesTests
{
    private const int Count = 41;
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private UseCaseHarness _app = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _app = await UseCaseHarness.StartAsync();
        await _app.InDatabaseAsync(db =>
        {
            // Four share each second, so that the order rests on the ids too; every tenth is a draft.
            db.Invoices.AddRange(Enumerable.Range(0, Count).Select(i => Row(i, Start.AddSeconds(i / 4), i % 10 == 0 ? InvoiceStatus.Draft
                : i % 3 == 0 ? InvoiceStatus.Open : InvoiceStatus.Paid)));
            return db.SaveChangesAsync(CancellationToken.None);
        });
    }

    [OneTimeTearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(100)]
    public async Task The_cursor_leads_through_all_invoices_once_newest_first_and_to_no_draft(int limit)
    {
        List<InvoiceDetails> all = await AllAsync(limit, null);

        all.Count.ShouldBe(Count - 5);
        all.Select(i => i.Id).ShouldBeUnique();
        all.Select(i => i.CreatedAt).ShouldBeInOrder(SortDirection.Descending);
        all.ShouldAllBe(i => i.Status != InvoiceStatus.Draft);
    }

    [Test]
    public async Task A_filter_leaves_what_has_the_status()
    {
        List<InvoiceDetails> open = await AllAsync(5, "open");

        open.ShouldNotBeEmpty();
        open.ShouldAllBe(i => i.Status == InvoiceStatus.Open);
    }

    [Test]
    public async Task An_invoice_of_nothing_is_listed_with_its_discount()
    {
        await using UseCaseHarness app = await UseCaseHarness.StartAsync();
        await app.InDatabaseAsync(db =>
        {
            db.Invoices.Add(Invoice.From(
                app.Id,
                Snapshot(1, Start, InvoiceStatus.Paid) with { SubtotalCents = 1900, DiscountCents = 1900, TotalCents = 0, AmountDueCents = 0, AmountPaidCents = 0 },
                SeenInterval.At(Start)));
            return db.SaveChangesAsync(CancellationToken.None);
        });

        InvoiceDetails free = (await app.SendAsync(new ListInvoices(null, null, null))).Invoices.ShouldHaveSingleItem();

        (free.SubtotalCents, free.DiscountCents, free.TotalCents, free.AmountPaidCents).ShouldBe((1900, 1900, 0, 0));
        (await app.SendAsync(new GetInvoice(free.Id))).ShouldBe(free);
    }

    [TestCase(0, null, null, nameof(ListInvoices.Limit))]
    [TestCase(101, null, null, nameof(ListInvoices.Limit))]
    [TestCase(null, "", null, nameof(ListInvoices.Cursor))]
    [TestCase(null, null, "draft", nameof(ListInvoices.Status))]
    public async Task What_makes_no_sense_is_named(int? limit, string? cursor, string? status, string field)
    {
        ValidationException e = await Should.ThrowAsync<ValidationException>(() => _app.SendAsync(new ListInvoices(limit, cursor, status)));

        e.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe(field);
    }

    private async Task<List<InvoiceDetails>> AllAsync(int limit, string? status)
    {
        List<InvoiceDetails> all = [];
        string? cursor = null;
        do
        {
            InvoicePage page = await _app.SendAsync(new ListInvoices(limit, cursor, status));
            page.Invoices.Count.ShouldBeLessThanOrEqualTo(limit);
            all.AddRange(page.Invoices);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }

    private Invoice Row(int number, DateTime createdAt, InvoiceStatus status) =>
        Invoice.From(_app.Id, Snapshot(number, createdAt, status), SeenInterval.At(createdAt));

    private static InvoiceSnapshot Snapshot(int number, DateTime createdAt, InvoiceStatus status) => new()
    {
        Id = $"in_{number}",
        CustomerId = "cus_1",
        CreatedAt = createdAt,
        Status = status,
        Currency = "usd",
        SubtotalCents = 1900,
        TotalCents = 1900,
        AmountDueCents = 1900,
        AmountPaidCents = status == InvoiceStatus.Paid ? 1900 : 0,
    };
}
