using Lobster.Web.Components;
using Lobster.Web.Configuration;
using Lobster.Web.Mail;
using Lobster.Web.Observability;
using Lobster.Web.Payments;
using Lobster.Web.Security;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddStore().AddSecurity().AddObservability().AddMail().AddPayments();
    builder.Services.AddLobsterUi(builder.Configuration);

    var app = builder.Build();
    await app.Services.PrepareStoreAsync();
    if (Verbs.IsVerb(args)) return await Verbs.RunAsync(app.Services, args);
    app.UseSecurity();
    app.UseExceptionHandler("/error", createScopeForErrors: true);
    app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
    app.UseRequestLocalization();
    app.UseAntiforgery();
    app.MapObservability();
    app.MapPayments();
    app.MapLobsterUi();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartRefusal.Explain(e) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
