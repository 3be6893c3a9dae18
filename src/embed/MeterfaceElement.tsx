import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { PortalError } from '../core/errors';
import { type OnError, report } from '../react/report';
import type { GetToken } from '../sources/session';
import type { PortalSource } from '../sources/source';
import { adoptStyles } from './adoptStyles';
import { fire } from './events';
import { framed } from './framed';
import { type Access, type Group, isError, isSameAccess, type Joined, leaveGroup, tryJoin } from './groups';
import type { QueriesOf } from './prefetch';
import { attributeOf, paintTheme, portalSettings, propertyOf, readSetting, type Setting, type SettingTable, type Values } from './settings';
import { follow, isReady, nameParts, parentOf, windowOf } from './shadow';
import { slotsOf, type WidgetSlots } from './slotsOf';
import { takeProperties } from './takeProperties';
import { topUp } from './topUp';

/** A server has no HTMLElement. There the classes can be imported, but not constructed. */
const HTMLElementBase = (globalThis.HTMLElement ?? Object) as unknown as new () => HTMLElement & Inherited;

type Inherited = Values<typeof portalSettings>;

/** Elements on the page. When a portal changes, all widgets render again. */
const connected = new Set<MeterfaceElement>();

/** A class of elements with more settings, whose properties the constructor adds. */
export type WithSettings<Table extends SettingTable> = Pick<typeof MeterfaceElement, 'observedAttributes' | 'prototype'> & { readonly settings: Table } & (new (queriesOf?: QueriesOf) => MeterfaceElement & Values<Table>);

/**
 * A widget as a custom element. It renders into a shadow tree with an adopted style sheet: the page's rules for `h2` or
 * `button` don't apply, the ids of two React roots can't collide, and no `<style>` is needed. Font, colors,
 * `color-scheme` and the custom properties of the theme are inherited.
 */
export class MeterfaceElement extends HTMLElementBase {
  /** The settings beyond `portalSettings`. */
  static readonly settings: SettingTable = {};

  /** @internal */
  static get allSettings(): SettingTable {
    return { ...portalSettings, ...this.settings };
  }

  static get observedAttributes(): string[] {
    return Object.keys(this.allSettings).map(attributeOf);
  }

  readonly #queriesOf: QueriesOf | undefined;
  /** What attributes and properties have set, the latest of both. */
  readonly #values: Record<string, unknown> = {};
  readonly #changed = new Set<string>();
  #problems: PortalError[] = [];
  #isScheduled = false;
  /** Bound to one server: a token is never sent to another. */
  #token: { text: string; server?: string } | undefined;
  #getToken: GetToken | undefined;
  #source: PortalSource | undefined;
  #onError: OnError | undefined;
  /** The latest access and the group that it joined, or the error. */
  #joined: { access: Access; result: Joined } | undefined;
  #root: Root | undefined;
  /** Gives access to a closed shadow root that the page's HTML has declared. Safari before 16.4 lacks it. */
  readonly #internals: ElementInternals | undefined = this.attachInternals?.();
  /** The declared root of the page's HTML, which may be closed, or ours. */
  #shadowRoot: ShadowRoot | undefined;
  /** Whether this customer's data has been shown. */
  #isReady = false;
  /** Follows what the widget draws, and the children that the page adds. */
  #observers: MutationObserver[] = [];

  /** `queriesOf`: what to request as soon as the element is on a page, before the first render. Without it the element has no widget. */
  constructor(queriesOf?: QueriesOf) {
    super();
    this.#queriesOf = queriesOf;
    takeProperties(this, new.target.prototype, ['getToken', 'onError', 'source', ...Object.keys(new.target.allSettings)], (name) => ({
      get(this: MeterfaceElement) {
        return this.#values[name];
      },
      set(this: MeterfaceElement, given: unknown) {
        this.#set(name, given);
      },
    }));
    // Before the class is defined, React, Vue and Svelte find no property `pageSize` and write an attribute of that name.
    for (const name of Object.keys(new.target.allSettings)) if (attributeOf(name) !== name && this.hasAttribute(name)) this.#set(name, this.getAttribute(name));
  }

  /** Requests a session token from your backend, as in `createPolarSource`. Takes precedence over `token`. Write-only. */
  set getToken(getToken: GetToken | undefined) {
    this.#getToken = getToken ?? undefined;
    this.#schedule();
  }

  /** Like the attribute `token`: a session token that is not renewed. Write-only. */
  set token(token: string | undefined) {
    this.#token = token == null ? undefined : { text: token };
    this.#schedule();
  }

  /** Any other source of data. Replaces `server` and tokens. Write-only. */
  set source(source: PortalSource | undefined) {
    this.#source = source ?? undefined;
    this.#schedule();
  }

  /** Called with the error of each `meterface-error` event of this element. */
  get onError(): OnError | undefined {
    return this.#onError;
  }

  set onError(onError: OnError | undefined) {
    this.#onError = onError ?? undefined;
  }

  connectedCallback(): void {
    connected.add(this);
    // A frame that is removed calls no `disconnectedCallback` of its elements.
    if (this.ownerDocument !== document) windowOf(this.ownerDocument)?.addEventListener('pagehide', this.#afterUnload);
    this.#schedule();
  }

  disconnectedCallback(): void {
    this.#schedule();
  }

  /** Style sheets don't move to another document with the element. */
  adoptedCallback(): void {
    if (this.#shadowRoot) adoptStyles(this.#shadowRoot);
  }

  attributeChangedCallback(attribute: string, before: string | null, value: string | null): void {
    if (attribute === 'token') {
      if (value === null) return;
      this.token = value;
      // Now rather than on the next render, so that a clone of the element cannot contain the token.
      this.removeAttribute('token');
    } else if (value !== before) {
      this.#set(propertyOf(attribute), value);
    }
  }

  #set(name: string, given: unknown): void {
    this.#changed.add(name);
    this.#values[name] = undefined;
    try {
      this.#values[name] = readSetting(name, (this.constructor as typeof MeterfaceElement).allSettings[name] as Setting, given);
    } catch (error) {
      this.#problems.push(error as PortalError);
    }
    this.#schedule();
  }

  readonly #afterUnload = (): void => void setTimeout(() => this.#schedule());

  /** Renders in a microtask, so that several changes render once and a move in the document doesn't unmount. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      if (this.isConnected && windowOf(this.ownerDocument)) this.#render();
      else this.#unmount();
      if (this.#isPortal) for (const element of connected) if (!element.#isPortal) element.#schedule();
    });
  }

  #render(): void {
    connected.add(this);
    paintTheme(this, this.#values, this.#changed);
    this.#changed.clear();
    if (this.#isPortal) this.#shadow().append(this.ownerDocument.createElement('slot'));
    else this.#renderWidget();
    for (const problem of this.#problems.splice(0)) this.#report(problem);
  }

  #renderWidget(): void {
    const before = this.#joined;
    const access = this.#access();
    if (before === undefined || !isSameAccess(before.access, access)) {
      this.#joined = { access, result: tryJoin(access) };
      this.#isReady = false;
      if (isError(this.#joined.result)) this.#problems.push(this.#joined.result);
      else this.#prefetch(this.#joined.result);
    }
    const content = framed(this, this.#joined?.result, this.setting('thresholds'), {
      signInUrl: this.setting('signInUrl'),
      locale: this.setting('locale'),
      timeZone: this.setting('timeZone'),
      refreshEvery: this.setting('refreshEvery'),
      scope: this.#scope,
      onError: this.#report,
      children: this.content(this.#props()),
    });
    const shadow = (this.#root && this.#shadowRoot) ?? this.#shadow();
    if (this.#root === undefined) {
      this.#root = createRoot(shadow);
      this.#observers = follow(this, shadow, () => this.#schedule(), () => this.#afterDrawing(shadow));
    }
    // Renders synchronously, so that the first frame isn't empty and no frame shows data of the previous customer.
    flushSync(() => this.#root?.render(content));
    this.#afterDrawing(shadow);
    if (before !== this.#joined) leaveGroup(before?.result);
  }

  #afterDrawing(shadow: ShadowRoot): void {
    nameParts(shadow);
    if (this.#isReady || !isReady(shadow)) return;
    this.#isReady = true;
    fire(this, 'meterface-ready', { scope: this.#scope });
  }

  /** Effects, which otherwise send the requests, may run only after the first frame. */
  #prefetch({ source, queryClient }: Group): void {
    this.loadParts();
    const queries = this.#queriesOf?.({ source, queryClient, scope: this.#scope }, (name) => this.setting(name));
    for (const query of queries ?? []) void queryClient.prefetchQuery(query);
  }

  /** Downloads the code that the widget needs from the start and that isn't in the first file. Called before data is requested, because a browser handles responses that arrive together in the order of their requests. */
  protected loadParts(): void {}

  #unmount(): void {
    connected.delete(this);
    for (const observer of this.#observers.splice(0)) observer.disconnect();
    this.#root?.unmount();
    this.#root = undefined;
    leaveGroup(this.#joined?.result);
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

  /** The settings that are the widget's props, and what the page has put into its slots. */
  #props(): WidgetSlots {
    const { settings } = this.constructor as typeof MeterfaceElement;
    const { action, ...slots } = slotsOf(this);
    const props = ['units', ...Object.keys(settings)].map((name) => [name, this.setting(name)]);
    return { ...(Object.fromEntries(props) as object), ...slots, action: this.actionOf(action) };
  }

  /** The widget, inside of the provider. */
  protected content(_props: WidgetSlots): ReactNode {
    return null;
  }

  /** The `action` of the widget, from what the page has put into that slot. */
  protected actionOf(slot: ReactNode): WidgetSlots['action'] {
    return topUp(this, this.setting('topUpUrl'), slot);
  }

  /**
   * The value of a setting: the element's own, else that of the portal around it.
   * @internal
   */
  setting<Name extends keyof Inherited>(name: Name): Inherited[Name];
  setting(name: string): unknown;
  setting(name: string): unknown {
    const own = this.#values[name];
    return own === undefined ? this.#portal?.setting(name) : own;
  }

  get #isPortal(): boolean {
    return this.#queriesOf === undefined;
  }

  /** The nearest `<meterface-portal>` around the element, even outside of its shadow tree. */
  get #portal(): MeterfaceElement | undefined {
    for (let node = parentOf(this); node; node = parentOf(node)) {
      if (node instanceof MeterfaceElement && node.#isPortal) return node;
    }
    return undefined;
  }

  get #scope(): string {
    return this.setting('scope') ?? 'page';
  }

  /** The element's own settings of access, or all of the portal's: the token of one must not be sent to the server of the other. */
  #access(): Access {
    const portal = this.#portal;
    const isOwn = this.#values['server'] !== undefined || this.#token !== undefined || this.#getToken !== undefined || this.#source !== undefined;
    if (!isOwn && portal) return { ...portal.#access(), scope: this.#scope };
    const server = (this.#values['server'] as string | undefined) ?? 'production';
    if (this.#token && (this.#token.server ??= server) !== server) this.#token = undefined;
    return { server, scope: this.#scope, token: this.#token?.text, getToken: this.#getToken, source: this.#source };
  }

  readonly #report = (error: PortalError): void => {
    fire(this, 'meterface-error', error);
    if (error.code === 'session_expired') fire(this, 'meterface-session-expired', error);
    report(this.#onError, error);
  };
}
