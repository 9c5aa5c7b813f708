using NUnit.Framework;
using Shouldly;
using Stripe;

namespace Billing.UnitTests.StripeCompat;

public sealed class PagingTests
{
    [Test]
    public async Task All_pages_are_read_from_cursor_to_cursor_with_the_filters_kept()
    {
        var stripe = new StubStripe().Answer(Page(true, "evt_3", "evt_2")).Answer(Page(false, "evt_1"));

        var ids = await IdsOf(stripe.Client().V1.Events.ListAutoPagingAsync(new EventListOptions { Limit = 2, Type = "invoice.paid" }));

        ids.ShouldBe(["evt_3", "evt_2", "evt_1"]);
        stripe.Sent.ConvertAll(sent => sent.PathAndQuery).ShouldBe([
            "/v1/events?type=invoice.paid&limit=2",
            "/v1/events?type=invoice.paid&limit=2&starting_after=evt_2",
        ]);
    }

    [Test]
    public async Task Paging_backwards_turns_every_page_around()
    {
        var stripe = new StubStripe().Answer(Page(true, "evt_2", "evt_1")).Answer(Page(false, "evt_3"));

        var ids = await IdsOf(stripe.Client().V1.Events.ListAutoPagingAsync(new EventListOptions { EndingBefore = "evt_0" }));

        ids.ShouldBe(["evt_1", "evt_2", "evt_3"]);
        stripe.Sent.ConvertAll(sent => sent.PathAndQuery)
            .ShouldBe(["/v1/events?ending_before=evt_0", "/v1/events?ending_before=evt_2"]);
    }

    [Test]
    public async Task Paging_leaves_the_callers_options_alone()
    {
        var options = new PriceListOptions { LookupKeys = ["pro_month"] };
        var stripe = new StubStripe().Answer(Page(true, "price_1")).Answer(Page(false, "price_2"));

        await IdsOf(stripe.Client().V1.Prices.ListAutoPagingAsync(options));

        options.StartingAfter.ShouldBeNull();
    }

    [Test]
    public async Task A_full_list_that_claims_more_but_is_empty_ends_the_paging()
    {
        var stripe = new StubStripe().Answer(Page(true));

        (await IdsOf(stripe.Client().V1.Products.ListAutoPagingAsync())).ShouldBeEmpty();
    }

    private static string Page(bool hasMore, params string[] ids) =>
        $$"""{"object":"list","has_more":{{(hasMore ? "true" : "false")}},"data":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}"}"""))}}]}""";

    private static async Task<List<string>> IdsOf<T>(IAsyncEnumerable<T> items)
        where T : IHasId
    {
        List<string> ids = [];
        await foreach (var item in items)
        {
            ids.Add(item.Id);
        }

        return ids;
    }
}
