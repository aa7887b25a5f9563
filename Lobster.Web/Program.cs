using Lobster.Web.Components;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddLobsterUi(builder.Configuration);

var app = builder.Build();
app.UseExceptionHandler("/error", createScopeForErrors: true);
app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseRequestLocalization();
app.UseAntiforgery();
app.MapLobsterUi();
app.Run();
