using System.Text.Json.Nodes;

namespace Billing.StripeSimulator.Protocol;

/// <summary>Maps the endpoints of a resource to the pipeline that every API request goes through.</summary>
internal sealed class ApiRoutes(IEndpointRouteBuilder routes)
{
    private static readonly string[] Everywhere = ["expand[]"];

    /// <summary>Maps a read.</summary>
    public void Get(string path, Func<ApiCall, JsonObject> execute, params string[] accepts) => Map("GET", path, execute, accepts);

    /// <summary>Maps a write.</summary>
    public void Post(string path, Func<ApiCall, JsonObject> execute, params string[] accepts) => Map("POST", path, execute, accepts);

    /// <summary>Maps a deletion or cancellation.</summary>
    public void Delete(string path, Func<ApiCall, JsonObject> execute, params string[] accepts) => Map("DELETE", path, execute, accepts);

    private void Map(string method, string path, Func<ApiCall, JsonObject> execute, string[] accepts)
    {
        var endpoint = new ApiEndpoint(execute, accepts.Concat(Everywhere).ToHashSet(StringComparer.Ordinal));
        routes.MapMethods(path, [method], context =>
            context.RequestServices.GetRequiredService<ApiPipeline>().InvokeAsync(context, endpoint));
    }
}
