using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Dashboard;

/// <summary>An object's JSON as it is, with every id of another object as a link to that object's page.</summary>
internal static partial class JsonView
{
    /// <summary>The JSON as HTML.</summary>
    public static Html Render(JsonObject json)
    {
        var text = HtmlEncoder.Default.Encode(StripeJson.Pretty(json)).Replace("&#xA;", "\n", StringComparison.Ordinal);
        return new Html(Id().Replace(text, "&quot;<a href=\"/dashboard/objects/$1\">$1</a>&quot;"));
    }

    /// <summary>Quoted ids of the kinds that have a page, as they look once they are encoded.</summary>
    [GeneratedRegex("&quot;((?:bpc|bps|ch|cs_test|cus|du|in|inpay|pi|pm|price|prod|py|pyr|re|seti|sub|sub_sched|txn)_[0-9A-Za-z]+)&quot;")]
    private static partial Regex Id();
}
