import type { ComponentType, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { ErrorNotice } from '../components/Notice';
import type { PortalError } from '../core/errors';
import { LocalizationProvider } from '../i18n/LocalizationProvider';
import { PortalProvider } from '../react/PortalProvider';
import type { Portal, PortalQuery } from '../react/queries';
import { asPortalError, type OnError, report } from '../react/reports';
import type { GetToken } from '../sources/session';
import type { PortalSource } from '../sources/source';
import { type AttributeName, attributeNames, paintTheme, parseRefreshEvery } from './attributes';
import { type Access, type Group, isSameAccess, joinGroup, leaveGroup } from './groups';
import { adoptStyles } from './adoptStyles';

declare global {
  interface HTMLElementEventMap {
    /** A request failed, or a part of a response or an attribute is invalid. Like `error`, it doesn't bubble. */
    'meterface-error': CustomEvent<PortalError>;
  }
}

/** The queries of a widget that need no response of another query. */
export type QueriesOf = (portal: Portal) => readonly PortalQuery<unknown>[];

/** A server has no HTMLElement. There the classes can be imported, but not constructed. */
const HTMLElementBase: typeof HTMLElement = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

/** A host may set these before the element is defined. They then shadow the accessors of the class. */
const properties = ['getToken', 'onError', 'source', 'token'] as const;

/**
 * A widget as a custom element. It renders into a shadow tree with an adopted style sheet: the page's rules for `h2` or
 * `button` don't apply, the ids of two React roots can't collide, and no `<style>` is needed. Font, colors,
 * `color-scheme` and the custom properties of the theme are inherited.
 */
export class MeterfaceElement extends HTMLElementBase {
  static readonly observedAttributes: readonly string[] = attributeNames;

  readonly #Widget: ComponentType;
  readonly #queriesOf: QueriesOf;
  #changed = new Set<AttributeName>();
  #isScheduled = false;
  /** Bound to one server: a token is never sent to another. */
  #token: { text: string; server?: string } | undefined;
  #getToken: GetToken | undefined;
  #source: PortalSource | undefined;
  #onError: OnError | undefined;
  #refreshEvery: number | undefined;
  /** The latest access and the group that it joined, or the error. */
  #joined: { access: Access; result: Group | PortalError } | undefined;
  #root: Root | undefined;
  /** Gives access to a closed shadow root that the page's HTML has declared. Safari before 16.4 lacks it. */
  readonly #internals: ElementInternals | undefined = this.attachInternals?.();
  /** The declared root of the page's HTML, which may be closed, or ours. */
  #shadowRoot: ShadowRoot | undefined;

  /** `queriesOf`: what to request as soon as the element is on a page, before the first render. */
  constructor(Widget: ComponentType, queriesOf: QueriesOf) {
    super();
    this.#Widget = Widget;
    this.#queriesOf = queriesOf;
    for (const name of properties) {
      if (!Object.hasOwn(this, name)) continue;
      const given: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, given);
    }
  }

  /** Requests a session token from your backend, as in `createPolarSource`. Takes precedence over `token`. Write-only. */
  set getToken(getToken: GetToken | undefined) {
    this.#getToken = getToken ?? undefined;
    this.#schedule();
  }

  /** A session token that is not renewed, like the attribute. Write-only. */
  set token(token: string | undefined) {
    this.#token = token == null ? undefined : { text: token };
    this.#schedule();
  }

  /** Any other source of data. Replaces `server` and tokens. Write-only. */
  set source(source: PortalSource | undefined) {
    this.#source = source ?? undefined;
    this.#schedule();
  }

  /** Called with the error of each `meterface-error` event. */
  get onError(): OnError | undefined {
    return this.#onError;
  }

  set onError(onError: OnError | undefined) {
    this.#onError = onError ?? undefined;
  }

  connectedCallback(): void {
    // A frame that is removed calls no `disconnectedCallback` of its elements.
    if (this.ownerDocument !== document) this.ownerDocument.defaultView?.addEventListener('pagehide', this.#afterUnload);
    this.#schedule();
  }

  disconnectedCallback(): void {
    this.#schedule();
  }

  /** Style sheets don't move to another document with the element. */
  adoptedCallback(): void {
    if (this.#shadowRoot) adoptStyles(this.#shadowRoot);
  }

  attributeChangedCallback(name: AttributeName, before: string | null, value: string | null): void {
    if (name === 'token') {
      if (value === null) return;
      this.token = value;
      // Now rather than on the next render, so that a clone of the element cannot contain the token.
      this.removeAttribute('token');
    } else if (value !== before) {
      this.#changed.add(name);
      this.#schedule();
    }
  }

  readonly #afterUnload = (): void => void setTimeout(() => this.#schedule());

  /** In a microtask, so that several changes render once and a move in the document doesn't unmount. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      // A document without a window, such as DOMParser's, is never displayed.
      if (this.isConnected && this.ownerDocument.defaultView !== null) this.#render();
      else this.#unmount();
    });
  }

  #render(): void {
    const changed = this.#changed;
    this.#changed = new Set();
    const problems = paintTheme(this, changed);
    if (changed.has('refresh-every')) problems.push(...this.#readRefreshEvery());

    const before = this.#joined;
    const access = this.#access();
    if (before === undefined || !isSameAccess(before.access, access)) {
      this.#joined = { access, result: tryJoin(access) };
      if (isError(this.#joined.result)) problems.push(this.#joined.result);
      else this.#prefetch(this.#joined.result);
    }
    const content = this.#contentOf(this.#joined?.result);
    const root = (this.#root ??= createRoot(this.#shadow()));
    // Synchronously, so that the first frame isn't empty and no frame shows data of the previous customer.
    flushSync(() => root.render(content));
    if (before !== this.#joined) leave(before?.result);
    for (const problem of problems) this.#report(problem);
  }

  /** Effects, which send requests otherwise, may run only after the first frame. */
  #prefetch({ source, queryClient }: Group): void {
    const portal = { source, queryClient, scope: this.#scope };
    for (const query of this.#queriesOf(portal)) void queryClient.prefetchQuery(query);
  }

  #unmount(): void {
    this.#root?.unmount();
    this.#root = undefined;
    leave(this.#joined?.result);
    this.#joined = undefined;
  }

  #shadow(): ShadowRoot {
    // Not in the constructor: a clone gets its declared root after that.
    const shadow = (this.#shadowRoot ??= this.shadowRoot ?? this.#internals?.shadowRoot ?? this.attachShadow({ mode: 'open' }));
    // The page's HTML may have declared the root, with content of its own.
    shadow.replaceChildren();
    adoptStyles(shadow);
    return shadow;
  }

  #contentOf(result: Group | PortalError | undefined): ReactNode {
    if (result === undefined) return null;
    const signInUrl = this.getAttribute('sign-in-url');
    const language = { locale: this.getAttribute('locale') ?? undefined, timeZone: this.getAttribute('time-zone') ?? undefined };
    if (isError(result)) {
      return (
        <LocalizationProvider {...language}>
          <div className="mf mf-widget">
            <ErrorNotice error={result} signInUrl={signInUrl ?? undefined} />
          </div>
        </LocalizationProvider>
      );
    }
    const { name, source, queryClient } = result;
    const options = { ...(signInUrl !== null && { signInUrl }), ...(this.#refreshEvery !== undefined && { refreshEvery: this.#refreshEvery }) };
    return (
      <PortalProvider key={name} source={source} queryClient={queryClient} scope={this.#scope} onError={this.#report} {...language} {...options}>
        {this.content()}
      </PortalProvider>
    );
  }

  /** The widget inside of the provider. */
  protected content(): ReactNode {
    const Widget = this.#Widget;
    return <Widget />;
  }

  get #scope(): string {
    return this.getAttribute('scope') ?? 'page';
  }

  #access(): Access {
    const server = this.getAttribute('server') ?? 'production';
    if (this.#token && (this.#token.server ??= server) !== server) this.#token = undefined;
    return { server, scope: this.#scope, token: this.#token?.text, getToken: this.#getToken, source: this.#source };
  }

  #readRefreshEvery(): PortalError[] {
    try {
      this.#refreshEvery = parseRefreshEvery(this.getAttribute('refresh-every'));
      return [];
    } catch (error) {
      this.#refreshEvery = undefined;
      return [asPortalError(error)];
    }
  }

  readonly #report = (error: PortalError): void => {
    this.dispatchEvent(new CustomEvent('meterface-error', { detail: error }));
    report(this.#onError, error);
  };
}

function tryJoin(access: Access): Group | PortalError {
  try {
    return joinGroup(access);
  } catch (error) {
    return asPortalError(error);
  }
}

function leave(result: Group | PortalError | undefined): void {
  if (result !== undefined && !isError(result)) leaveGroup(result);
}

function isError(result: Group | PortalError): result is PortalError {
  return result instanceof Error;
}
