using Billing.Api.OpenApi;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Billing.Api.Commands;

/// <summary>Writes the description of the API, from which the front end's types are made. Needs no settings, starts no server.</summary>
internal sealed class OpenApiCommand : ISubCommand
{
    public string Words => "openapi";

    public (string Arguments, string Summary) Usage => ("[FILE]", "writes the OpenAPI document to the file, or to the standard output");

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, string[] settings, CancellationToken cancellationToken)
    {
        if (arguments.Count > 1)
        {
            throw new UsageException();
        }

        await using var app = ApiHost.Build(settings, builder =>
        {
            builder.Configuration["ConnectionStrings:Billing"] = "Data Source=:memory:";
            builder.Environment.EnvironmentName = Environments.Development;
        });
        var text = Write(app.Services.GetRequiredService<ISwaggerProvider>().GetSwagger(OpenApiSetup.Document));
        if (arguments.Count == 0)
        {
            Console.Write(text);
        }
        else
        {
            await File.WriteAllTextAsync(arguments[0], text, cancellationToken);
        }

        return 0;
    }

    private static string Write(OpenApiDocument document)
    {
        using var text = new StringWriter { NewLine = "\n" };
        document.SerializeAsV3(new OpenApiJsonWriter(text));
        return text.ToString() + "\n";
    }
}
